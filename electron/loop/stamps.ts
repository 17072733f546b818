import { isRetiredEnvironment, type Environment } from '#shared/domain/environment.ts';
import type { Recorded, RecordSet } from '#shared/domain/records.ts';
import { environmentKey, workspaceKey } from './keys.ts';
import type { Wake } from './wake-queue.ts';

/** What a few stats say. Another one says “changed”; the same one never says “clean”. */
export interface Stamp {
  /** Its directory, HEAD, locks. */
  readonly shape: string;
  /** What agents and `git status` touch all the time. */
  readonly content: string;
}

interface StampDeps {
  readonly stamp: (environment: Environment, adminDir: string | undefined) => Stamp;
  readonly stampWorkspace: (path: string) => Stamp;
}

/** What the stats said when each key was last looked at. */
export interface Stamps {
  /** Taken before a look begins, so that a change during it is noticed after it. */
  keep(environments: readonly Recorded<Environment>[], workspace: string | undefined): void;
  changed(recorded: RecordSet, workspaces: readonly string[]): readonly Wake[];
}

export function createStamps(
  deps: StampDeps,
  adminDirOf: (environmentId: string) => string | undefined,
): Stamps {
  const kept = new Map<string, Stamp>();

  /** The place that the record names is part of the shape: what was seen belongs to that place. */
  const stampOf = (environment: Environment): Stamp => {
    const { path, git, lease, id } = environment;
    const stamp = deps.stamp(environment, adminDirOf(id));
    const place = [path, git?.worktreePath, git?.branch, lease?.token, lease?.releasedAt].join(' ');
    return { ...stamp, shape: `${place} ${stamp.shape}` };
  };

  const compare = (id: string, now: Stamp): Wake['cause'] | undefined => {
    const before = kept.get(id);
    if (before === undefined) return undefined;
    if (before.shape !== now.shape) return 'shape';
    return before.content === now.content ? undefined : 'content';
  };

  return {
    keep(environments, workspace) {
      for (const one of environments) kept.set(environmentKey(one).id, stampOf(one.record));
      if (workspace !== undefined)
        kept.set(workspaceKey(workspace).id, deps.stampWorkspace(workspace));
    },

    changed(recorded, workspaces) {
      const wakes: Wake[] = [];
      for (const one of recorded.environments) {
        if (isRetiredEnvironment(one.record)) continue;
        const key = environmentKey(one);
        const cause = compare(key.id, stampOf(one.record));
        if (cause !== undefined) wakes.push({ ...key, cause });
      }
      for (const path of workspaces) {
        const key = workspaceKey(path);
        const cause = compare(key.id, deps.stampWorkspace(path));
        if (cause !== undefined) wakes.push({ ...key, cause });
      }
      return wakes;
    },
  };
}
