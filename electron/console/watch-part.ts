import type { RecordSet } from '#shared/domain/records.ts';
import { environmentKey, workspaceKey } from '#electron/loop/keys.ts';
import type { Look } from '#electron/loop/looker-deps.ts';
import type { Wake } from '#electron/loop/wake-queue.ts';
import { createDirectoryWatch } from '#electron/observe/watch-directories.ts';
import {
  planWatch,
  type Sign,
  type WatchedSources,
  type WatchPlan,
} from '#electron/observe/watch-plan.ts';
import { homePaths } from '#electron/platform/home.ts';

export interface WatchPartDeps {
  readonly home: string;
  readonly workspaces: (recorded: RecordSet) => readonly string[];
  readonly wake: (wakes: readonly Wake[], isTickDue: boolean) => void;
  readonly sources: () => WatchedSources;
  /** Another system's records of this folder have changed. */
  readonly onSourceChange: (workspace: string) => void;
}

/** Watches what the last look was about, and wakes the keys that a change concerns. */
export interface WatchPart {
  follow(look: Look): void;
  isComplete(): boolean;
  close(): void;
}

export function createWatchPart(deps: WatchPartDeps): WatchPart {
  const { home, workspaces, wake } = deps;
  let plan: WatchPlan = new Map();
  let keys: ReadonlyMap<string, Omit<Wake, 'cause'>> = new Map();
  let isClosed = false;

  function toWake(sign: Sign): readonly Wake[] {
    if (sign.kind === 'tick') return [];
    // What it has left behind is looked for with the folder's own strays.
    if (sign.kind === 'source') return [{ ...workspaceKey(sign.path), cause: 'content' }];
    if (sign.kind === 'workspace') return [{ ...workspaceKey(sign.path), cause: sign.cause }];
    const key = keys.get(sign.id);
    return key === undefined ? [] : [{ ...key, cause: sign.cause }];
  }

  const watch = createDirectoryWatch((directory, name) => {
    const signs = (plan.get(directory) ?? []).flatMap((meaning) => meaning(name));
    if (signs.length === 0) return;
    for (const sign of signs) if (sign.kind === 'source') deps.onSourceChange(sign.path);
    // Records are looked at by the tick, whoever keeps them.
    wake(
      signs.flatMap(toWake),
      signs.some(({ kind }) => kind === 'tick' || kind === 'source'),
    );
  });

  return {
    isComplete: () => watch.isComplete(),
    follow({ recorded, observed }) {
      if (isClosed) return;
      keys = new Map(recorded.environments.map((one) => [one.record.id, environmentKey(one)]));
      plan = planWatch({
        home,
        sessionsDir: homePaths(home).sessions,
        workspaces: workspaces(recorded),
        environments: recorded.environments.map(({ record }) => record),
        observed,
        sources: deps.sources(),
      });
      watch.follow(new Set(plan.keys()));
    },
    close() {
      isClosed = true;
      watch.close();
    },
  };
}
