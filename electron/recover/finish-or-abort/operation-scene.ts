import type { GitOperation } from '#shared/domain/observation.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { observeWork, type Work } from '#electron/recover/backup/observe-work.ts';
import { findUse } from '#electron/recover/clean-up/clean-up-scene.ts';
import type { Read } from '#electron/recover/environment-work.ts';
import {
  type EnvironmentScene,
  observeEnvironmentScene,
} from '#electron/recover/environment-scene.ts';
import { type IgnoredScene, observeIgnoredScene } from '#electron/recover/ignored/ignored-scene.ts';
import type { Look } from '#electron/recover/look.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import type { Target } from '#electron/recover/target.ts';
import { findOverwrittenByEnd } from './overwritten-by-end.ts';
import { findOwnCommands } from './own-commands.ts';

/** A git operation that was left in the middle, and what ending it would touch. */
export interface OperationScene extends EnvironmentScene {
  readonly path: string;
  readonly operation: GitOperation | undefined;
  readonly how: 'finish' | 'abort';
  readonly inUse: string | undefined;
  readonly work: Result<Work, string>;
  /** Files that git ignores and that its end would write over: a private ref does not hold them. */
  readonly overwritten: Result<readonly string[], string>;
  readonly ignored: IgnoredScene | undefined;
  /** What going on would run besides git. */
  readonly ownCommands: Result<readonly string[], string>;
}

/** Gathers it; `ref`: its backup's. To abort is what is done unless the operator said to finish. */
export async function observeOperation(
  deps: RecoverDeps,
  target: Target,
  look: Look,
  ref: string,
): Promise<OperationScene> {
  const scene = await observeEnvironmentScene(deps, target, look);
  const { recorded, reading } = scene;
  const path = recorded?.record.git?.worktreePath ?? recorded?.record.path ?? '';
  const operation = reading?.worktree?.operation;
  const how = target.choices.how ?? 'abort';
  const isThere = reading?.path.kind === 'present' && operation !== undefined;
  const observed = isThere ? await observeWork(deps.runGit, path) : undefined;
  const work: OperationScene['work'] =
    observed === undefined
      ? err('it is not there')
      : observed.ok
        ? observed
        : err(observed.error.message);
  const isChosen = target.choices.keepIgnored === true;
  const adminDir = reading?.worktree?.adminDir ?? '';
  const ended = operation && { operation, how, worktree: path, adminDir };
  const read: Read = (...args) => deps.runGit({ cwd: path, args, access: 'read' });
  return {
    ...scene,
    path,
    operation,
    how,
    inUse: isThere ? await findUse(deps, look, { path, seen: reading.path, recorded }) : undefined,
    work,
    ignored: isThere ? await observeIgnoredScene(deps, path, { ref, isChosen }) : undefined,
    overwritten:
      ended !== undefined && isThere && work.ok
        ? await findOverwrittenByEnd(read, ended, work.value)
        : ok([]),
    ownCommands: ended !== undefined && isThere ? await findOwnCommands(read, ended) : ok([]),
  };
}

const commands: Readonly<Record<GitOperation, string>> = {
  rebase: 'rebase',
  merge: 'merge',
  cherry_pick: 'cherry-pick',
  revert: 'revert',
  bisect: 'bisect',
  am: 'am',
};

/** The git command that ends it. A bisect knows only one end. */
export const endArguments = (
  operation: GitOperation,
  how: OperationScene['how'],
): readonly string[] =>
  operation === 'bisect'
    ? ['bisect', 'reset']
    : [commands[operation], how === 'finish' ? '--continue' : '--abort'];

/** An abort takes a file with another time than the index has for a changed one, and stops there. */
export const freshenArguments = ['update-index', '-q', '--unmerged', '--refresh'] as const;

export const nameOperation = (operation: GitOperation): string => commands[operation];
