// What was carried out before the act that is ended.
import { type Act, doBefore } from './kill-act.ts';
import { changeTask, environment, finish, task } from './kill-scenarios.ts';
import type { Made } from './kill-world.ts';

const cleanUp: Act = { verb: 'clean_up', subjects: environment };

/** Its environment is in the trash. */
export async function putAway(made: Made): Promise<void> {
  finish(made, { cleanupPolicy: 'remove_on_success' });
  await doBefore(made, cleanUp);
}

/** Its environment is set back, with all of it under a private ref. */
export async function setBack(made: Made): Promise<void> {
  changeTask(made, { approvalRequired: true });
  await doBefore(made, { verb: 'restart', subjects: task });
}
