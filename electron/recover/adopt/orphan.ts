import type { Environment } from '#shared/domain/environment.ts';
import type { EngineEntry, WorktreeEntry } from '#shared/domain/observation.ts';
import type { Recorded } from '#shared/domain/records.ts';
import type { ProcessIdentity } from '#shared/domain/session.ts';
import { isFinishedTask } from '#shared/domain/task.ts';
import { observePlace } from '#electron/recover/clean-up/place.ts';
import type { Look } from '#electron/recover/look.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { observeSessionScene } from '#electron/recover/session-scene.ts';
import type { Target } from '#electron/recover/target.ts';

/** Something that belongs to nobody, or why it cannot be given an owner. */
export type Orphan =
  | {
      readonly kind: 'session';
      readonly engine: string;
      readonly entry: EngineEntry;
      readonly identity: ProcessIdentity;
    }
  | {
      readonly kind: 'directory';
      readonly path: string;
      /** Only when git lists it as a worktree. */
      readonly worktree: WorktreeEntry | undefined;
      readonly baseBranch: string;
    }
  | { readonly kind: 'environment'; readonly recorded: Recorded<Environment> }
  | { readonly kind: 'owned' | 'unfit'; readonly why: string };

export interface AdoptScene {
  readonly target: Target;
  readonly recordId: string;
  readonly orphan: Orphan;
}

/** Looks at what a target is about and whether it still belongs to nobody. */
export function observeOrphan(deps: RecoverDeps, target: Target, look: Look): Promise<Orphan> {
  switch (target.subject.kind) {
    case 'session':
    case 'engine':
      return observeSession(deps, target, look);
    case 'directory':
    case 'environment':
      return observeDirectory(deps, target, look);
    default:
      return Promise.resolve({
        kind: 'unfit',
        why: 'Only a session or a directory can be adopted.',
      });
  }
}

async function observeSession(deps: RecoverDeps, target: Target, look: Look): Promise<Orphan> {
  const { recorded, fate, entry, engine } = await observeSessionScene(deps, target, look);
  if (recorded !== undefined) return { kind: 'owned', why: 'It is recorded already.' };
  if (fate.kind === 'unknown')
    return { kind: 'unfit', why: `Whether it lives is not known (${fate.why}); look again.` };
  if (fate.kind === 'dead' || entry === undefined)
    return { kind: 'unfit', why: 'It has ended, so there is nothing to adopt.' };
  return fate.identity === undefined
    ? { kind: 'unfit', why: 'Its process is not identified, so a record could not find it again.' }
    : { kind: 'session', engine, entry, identity: fate.identity };
}

async function observeDirectory(deps: RecoverDeps, target: Target, look: Look): Promise<Orphan> {
  const place = await observePlace(deps, target, look);
  if (place === undefined) return { kind: 'unfit', why: 'It is about no directory.' };
  const { environments, tasks } = look.records();
  const recorded = place.recorded ?? environments.find(({ record }) => record.path === place.path);
  if (recorded !== undefined) {
    const owner = tasks.find(
      ({ record }) => record.environmentId === recorded.record.id && !isFinishedTask(record),
    );
    if (owner !== undefined)
      return { kind: 'owned', why: `It belongs to task ${owner.record.id}.` };
    return { kind: 'environment', recorded };
  }
  if (place.seen.kind !== 'present' || place.seen.type !== 'directory')
    return { kind: 'unfit', why: `${place.path} is no directory that can be seen; look again.` };
  const main =
    place.repository?.kind === 'read'
      ? place.repository.worktrees.find(({ isMain }) => isMain)
      : undefined;
  return {
    kind: 'directory',
    path: place.path,
    worktree: place.entry,
    baseBranch: main?.branch ?? 'main',
  };
}
