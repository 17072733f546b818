import type { Cause, Condition } from '#shared/domain/condition.ts';
import type { PathReading } from '#shared/domain/observation.ts';
import { managedRoot } from '#shared/domain/managed-root.ts';
import type { Explain } from './explain.ts';
import type { EnvironmentCase, World } from './world.ts';

/** The topmost folder that is not there, when the one above the path is not. */
const missingFrom = (path: PathReading | undefined): string | undefined =>
  path?.kind === 'absent' && path.parent !== 'present' ? path.missingFrom : undefined;

const volume = (folder: string): Cause => ({
  id: `volume:${folder}`,
  kind: 'volume',
  title: `${folder} is not there; a volume may not be mounted`,
});

/** A vanished folder above several places, or one repository of theirs that is gone or unreadable. */
export function createCauseOfPlace(world: World): Explain {
  const broken = new Map<string, Cause>();
  const removed = new Set<string>();
  for (const reading of world.roster.situation.observed.repositories) {
    if (reading.kind !== 'unknown') continue;
    const { repoRoot, root } = reading;
    const folder = missingFrom(root);
    const isGone = root?.kind === 'absent' && root.parent === 'present';
    if (isGone) removed.add(repoRoot);
    broken.set(
      repoRoot,
      folder !== undefined
        ? volume(folder)
        : {
            id: `repository:${repoRoot}`,
            kind: 'repository',
            title: isGone ? `${repoRoot} is not there any more` : `${repoRoot} cannot be read`,
          },
    );
  }

  const ofEnvironment = ({ reading, recorded }: EnvironmentCase): Cause | undefined => {
    const folder = missingFrom(reading?.path);
    const { git, workspaceRoot } = recorded.record;
    const root = git?.repoRoot ?? workspaceRoot;
    // No volume: the folder of its worktrees was removed with it.
    const isRemoved = removed.has(root) && folder === managedRoot(root);
    return folder === undefined || isRemoved ? broken.get(root) : volume(folder);
  };

  return ({ subject }: Condition) => {
    if (subject.kind === 'repository') return broken.get(subject.id);
    // Sessions and tasks stop for reasons of their own, wherever they worked.
    if (subject.kind !== 'environment') return undefined;
    const environment = world.environments.get(subject.id);
    return environment === undefined ? undefined : ofEnvironment(environment);
  };
}
