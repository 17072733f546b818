import { definePutAway } from '#electron/recover/clean-up/put-away.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import type { RecoveryVerb } from '#electron/recover/recovery-verb.ts';

/** Clean up: the environment is over; all of it is kept until the backup expires. */
export const createCleanUp = (deps: RecoverDeps): RecoveryVerb =>
  definePutAway(deps, { verb: 'clean_up', state: 'removed', done: 'cleaned up' });
