import { lstatSync } from 'node:fs';
import type { Clock } from '#shared/domain/clock.ts';
import type { EngineEntry } from '#shared/domain/observation.ts';
import { sessionPaths } from './session-files.ts';
import { readStateFile, settledAfterMs } from './state-file.ts';
import { parseCommand } from './session-state.ts';

/** What does not change any more of a session that has ended, or that another engine started. */
type Settled = { readonly entry: EngineEntry } | 'of_another_engine';

/**
 * Sessions that cannot change any more, as they were last seen. Their directories stay for weeks and
 * all of them are looked at every second: one stat each instead of a dozen calls.
 */
export interface SettledSessions {
  /** Undefined when it must be looked at: never settled, or its directory has changed since. */
  recall(sessionId: string): Settled | undefined;
  /** `look` gives what is seen now; kept where that is final. */
  observe(
    sessionId: string,
    look: () => Promise<EngineEntry | undefined>,
  ): Promise<EngineEntry | undefined>;
  /** Forgets every other one. */
  retain(sessionIds: ReadonlySet<string>): void;
}

interface Stamp {
  readonly text: string;
  readonly changedMs: number;
}

function stampOf(directory: string): Stamp | undefined {
  try {
    const { ino, mtimeMs, ctimeMs } = lstatSync(directory);
    return { text: `${ino} ${mtimeMs} ${ctimeMs}`, changedMs: Math.max(mtimeMs, ctimeMs) };
  } catch {
    // Whatever is in the way, the proper look says it.
    return undefined;
  }
}

export function createSettledSessions(deps: {
  readonly engine: string;
  readonly sessionsDir: string;
  readonly clock: Clock;
}): SettledSessions {
  const { engine, sessionsDir, clock } = deps;
  const kept = new Map<string, { readonly stamp: string; readonly settled: Settled }>();

  async function settle(
    sessionId: string,
    entry: EngineEntry | undefined,
  ): Promise<Settled | undefined> {
    // Its supervisor has written how it ended: nothing more comes.
    if (entry !== undefined) return entry.exitCode === undefined ? undefined : { entry };
    const command = await readStateFile(sessionPaths(sessionsDir, sessionId).command, parseCommand);
    return command.kind === 'read' && command.value.engine !== engine
      ? 'of_another_engine'
      : undefined;
  }

  return {
    recall(sessionId) {
      const known = kept.get(sessionId);
      if (known === undefined) return undefined;
      if (known.stamp === stampOf(sessionPaths(sessionsDir, sessionId).directory)?.text)
        return known.settled;
      kept.delete(sessionId);
      return undefined;
    },
    async observe(sessionId, look) {
      // Taken first: what changes during the look is looked at again.
      const stamp = stampOf(sessionPaths(sessionsDir, sessionId).directory);
      const entry = await look();
      if (stamp === undefined || clock.nowMs() - stamp.changedMs < settledAfterMs) return entry;
      const settled = await settle(sessionId, entry);
      if (settled !== undefined) kept.set(sessionId, { stamp: stamp.text, settled });
      return entry;
    },
    retain(sessionIds) {
      for (const sessionId of kept.keys()) if (!sessionIds.has(sessionId)) kept.delete(sessionId);
    },
  };
}
