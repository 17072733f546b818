import type { Verb } from '#shared/domain/verb.ts';
import type { RecoverDeps } from './recover-deps.ts';
import type { RecoveryVerb } from './recovery-verb.ts';
import { createAcknowledge } from './verbs/acknowledge.ts';
import { createAdopt } from './verbs/adopt.ts';
import { createArchive } from './verbs/archive.ts';
import { createCleanUp } from './verbs/clean-up.ts';
import { createFinishOrAbort } from './verbs/finish-or-abort.ts';
import { createForget } from './verbs/forget.ts';
import { createLookAgain } from './verbs/look-again.ts';
import { createMarkCrashed } from './verbs/mark-crashed.ts';
import { createReattach } from './verbs/reattach.ts';
import { createRecreate } from './verbs/recreate.ts';
import { createReleaseLease } from './verbs/release-lease.ts';
import { createRetryPush } from './verbs/retry-push.ts';
import { createRestart } from './verbs/restart.ts';
import { createRestore } from './verbs/restore.ts';
import { createResume } from './verbs/resume.ts';
import { createSnooze } from './verbs/snooze.ts';
import { createStop } from './verbs/stop.ts';
import { createSwitchBack } from './verbs/switch-back.ts';
import { createUndo } from './verbs/undo.ts';
import { createUnlock } from './verbs/unlock.ts';
import { createUpdateStatus } from './verbs/update-status.ts';

/** Every verb an operator has, by name. */
export function createVerbs(deps: RecoverDeps): Readonly<Record<Verb, RecoveryVerb>> {
  const resume = createResume(deps);
  const verbs: Readonly<Record<Verb, RecoveryVerb>> = {
    resume,
    restart: createRestart(deps),
    acknowledge: createAcknowledge(deps),
    mark_crashed: createMarkCrashed(deps),
    update_status: createUpdateStatus(deps),
    recreate: createRecreate(deps),
    reattach: createReattach(deps),
    release_lease: createReleaseLease(deps),
    stop: createStop(deps, resume),
    clean_up: createCleanUp(deps),
    adopt: createAdopt(deps),
    look_again: createLookAgain(),
    snooze: createSnooze(deps),
    archive: createArchive(deps),
    unlock: createUnlock(deps),
    finish_or_abort: createFinishOrAbort(deps),
    switch_back: createSwitchBack(deps),
    retry_push: createRetryPush(deps),
    forget: createForget(deps),
    restore: createRestore(deps),
    undo: createUndo(deps, (verb) => verbs[verb].undo),
  };
  return verbs;
}
