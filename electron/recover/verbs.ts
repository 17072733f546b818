import type { Verb } from '#shared/domain/verb.ts';
import type { RecoverDeps } from './recover-deps.ts';
import type { RecoveryVerb } from './recovery-verb.ts';
import { createAcknowledge } from './verbs/acknowledge.ts';
import { createAdopt } from './verbs/adopt.ts';
import { createCleanUp } from './verbs/clean-up.ts';
import { createLookAgain } from './verbs/look-again.ts';
import { createMarkCrashed } from './verbs/mark-crashed.ts';
import { createReattach } from './verbs/reattach.ts';
import { createRecreate } from './verbs/recreate.ts';
import { createReleaseLease } from './verbs/release-lease.ts';
import { createRestart } from './verbs/restart.ts';
import { createResume } from './verbs/resume.ts';
import { createStop } from './verbs/stop.ts';
import { createUpdateStatus } from './verbs/update-status.ts';

/** Every verb an operator has, by name. */
export const createVerbs = (deps: RecoverDeps): Readonly<Record<Verb, RecoveryVerb>> => ({
  resume: createResume(deps),
  restart: createRestart(deps),
  acknowledge: createAcknowledge(deps),
  mark_crashed: createMarkCrashed(deps),
  update_status: createUpdateStatus(deps),
  recreate: createRecreate(deps),
  reattach: createReattach(deps),
  release_lease: createReleaseLease(deps),
  stop: createStop(deps),
  clean_up: createCleanUp(deps),
  adopt: createAdopt(deps),
  look_again: createLookAgain(),
});
