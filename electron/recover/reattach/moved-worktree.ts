import type { PlanStep } from '#shared/domain/plan.ts';
import type { RecordSet } from '#shared/domain/records.ts';
import type { EnvironmentScene } from '#electron/recover/environment-scene.ts';

/** A worktree that was found in another place than its record says. */
export interface MovedWorktree {
  /** Where it is; absolute, a real path. */
  readonly to: string;
  /** Git knows the new place already, so that only the record has to follow. */
  readonly isListed: boolean;
  /** Another environment that is recorded there. */
  readonly recordedAs: string | undefined;
}

/** The planned fact that tells where it was found. */
export const movedFact = 'found at';

/** What the look saw of a move; undefined where there was none. */
export function findMove(
  { recorded, reading }: EnvironmentScene,
  { environments }: RecordSet,
): MovedWorktree | undefined {
  const to = reading?.path.kind === 'absent' ? reading.movedTo : undefined;
  if (recorded === undefined || to === undefined) return undefined;
  const other = environments.find(
    ({ record }) =>
      record.id !== recorded.record.id &&
      record.state !== 'removed' &&
      (record.path === to || record.git?.worktreePath === to),
  );
  return { to, isListed: reading?.worktree === undefined, recordedAs: other?.record.id };
}

/** The last step of following it. */
export const followStep = (id: string, { to }: MovedWorktree): PlanStep => ({
  describe: `Record ${to} as the path of environment ${id}`,
});
