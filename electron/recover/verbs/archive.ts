import { definePutAway } from '#electron/recover/clean-up/put-away.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import type { RecoveryVerb } from '#electron/recover/recovery-verb.ts';

/** Archive: the directory is put aside, and its environment is recorded as archived, not as removed. */
export const createArchive = (deps: RecoverDeps): RecoveryVerb =>
  definePutAway(deps, { verb: 'archive', state: 'archived', done: 'archived' });
