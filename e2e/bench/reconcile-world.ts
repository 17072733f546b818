import type { EngineEntry, EngineReading } from '#shared/domain/observation.ts';
import { defaultPolicy } from '#shared/domain/policy.ts';
import type { Situation } from '#shared/domain/reconciliation.ts';
import type { Recorded } from '#shared/domain/records.ts';
import type { Session } from '#shared/domain/session.ts';
import { recordSet } from '#shared/testing/make-situation.ts';

/** Both sides as text, so that every round begins with strings whose hash nobody has computed. */
export interface ReconcileWorld {
  readonly count: number;
  readonly recordedText: string;
  readonly entriesText: string;
  /** The same for the reference: see `reference/src/main.rs`. */
  readonly lines: string;
}

const now = '2026-01-31T14:00:00.000Z';

/** The same sequence each time (mulberry32). */
export function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function shuffle<T>(items: T[], random: () => number): T[] {
  for (let last = items.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    // Both indexes are within the array.
    [items[last], items[other]] = [items[other] as T, items[last] as T];
  }
  return items;
}

const identity = (index: number) => ({
  pid: 1000 + index,
  startTime: String(5000 + index),
  bootId: 'boot-1',
  host: 'desk',
});

function sessionOf(index: number, id: string, isEnded: boolean): Recorded<Session> {
  const record: Session = {
    id,
    taskId: `task-${index}`,
    runId: `run-${index % 50}`,
    engine: 'process',
    status: isEnded ? 'exit' : 'running',
    ...identity(index),
    startedAt: now,
    updatedAt: now,
    ...(isEnded ? { exitCode: 0 } : {}),
  };
  return { record, version: 1, source: 'rollcall', workspace: '/repos/shop' };
}

function entryOf(index: number, id: string, isAlive: boolean): EngineEntry {
  return {
    sessionId: id,
    identity: identity(index),
    process: isAlive
      ? { kind: 'alive', identity: identity(index), observedAt: now }
      : { kind: 'absent', observedAt: now },
  };
}

/**
 * 15 % recorded as ended; of the engine's, 2 % are dead, 1 % missing and 1 % known to nobody. In order of
 * ids, as the journal gives the records and each engine its entries, or in no order at all.
 */
export function makeReconcileWorld(
  count: number,
  order: 'in order' | 'shuffled' = 'in order',
): ReconcileWorld {
  const random = makeRandom(count);
  const recorded: Recorded<Session>[] = [];
  const entries: EngineEntry[] = [];
  for (let index = 0; index < count; index += 1) {
    const suffix = Math.floor(random() * 2 ** 32)
      .toString(16)
      .padStart(8, '0');
    const id = `s-20260131-${suffix}${index.toString(36)}`;
    const isEnded = random() < 0.15;
    recorded.push(sessionOf(index, id, isEnded));
    const isStray = random() < 0.01;
    const isMissing = random() < 0.01;
    if (!isMissing)
      entries.push(entryOf(index, isStray ? `x-${id}` : id, !isEnded && random() >= 0.02));
  }
  if (order === 'in order') {
    recorded.sort((a, b) => (a.record.id < b.record.id ? -1 : 1));
    entries.sort((a, b) => (a.sessionId < b.sessionId ? -1 : 1));
  } else {
    shuffle(recorded, random);
    shuffle(entries, random);
  }
  const lines = [
    ...recorded.map(
      ({ record }) =>
        `R\t${record.id}\t${record.status === 'exit' ? 1 : 0}\t${record.taskId}\tissue-${record.id}`,
    ),
    ...entries.map((entry) => `E\t${entry.sessionId}\t${entry.process.kind === 'alive' ? 1 : 0}`),
  ];
  return {
    count,
    recordedText: JSON.stringify(recorded),
    entriesText: JSON.stringify(entries),
    lines: `${lines.join('\n')}\n`,
  };
}

/** Fresh objects and strings. */
export function situationOf({ recordedText, entriesText }: ReconcileWorld): Situation {
  const sessions: readonly Recorded<Session>[] = JSON.parse(recordedText);
  const entries: readonly EngineEntry[] = JSON.parse(entriesText);
  const engine: EngineReading = { kind: 'read', engine: 'process', entries, observedAt: now };
  return {
    recorded: { ...recordSet(), sessions },
    observed: {
      host: 'desk',
      bootId: 'boot-1',
      engines: [engine],
      repositories: [],
      environments: [],
      unclaimed: [],
      observedAt: now,
    },
    policy: defaultPolicy,
    now,
    firstSeen: new Map(),
    aliveBefore: new Set(),
    unreadableRunIds: new Set(),
  };
}
