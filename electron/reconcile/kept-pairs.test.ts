import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EngineEntry } from '#shared/domain/observation.ts';
import type { Situation } from '#shared/domain/reconciliation.ts';
import { absent, alive, engineRead, makeEntry, reused } from '#shared/testing/make-reading.ts';
import { makeSession } from '#shared/testing/make-record.ts';
import { moments } from '#shared/testing/moments.ts';
import { observed, recordSet, situation } from '#shared/testing/make-situation.ts';
import { keepPairs } from './kept-pairs.ts';
import { outcomeAt, pairSessions } from './pair-sessions.ts';
import type { SessionOutcome } from './session-outcome.ts';

const ids = ['s-1', 's-2', 's-3', 's-4'];
const records = recordSet({
  sessions: ids.map((id, index) =>
    index === 3 ? makeSession.exited({ id }) : makeSession.running({ id }),
  ),
});

const life = fc.constantFrom('alive', 'dead', 'failed', 'reused', 'unlisted');
const entryOf = (sessionId: string, kind: string): EngineEntry | undefined => {
  if (kind === 'unlisted') return undefined;
  if (kind === 'alive') return makeEntry({ sessionId, process: alive() });
  if (kind === 'reused') return makeEntry({ sessionId, process: reused() });
  return makeEntry({ sessionId, process: absent(), ...(kind === 'failed' && { exitCode: 1 }) });
};
const worldOf = (lives: readonly string[]) => {
  const entries = ids.flatMap((id, index) => entryOf(id, lives[index] ?? 'unlisted') ?? []);
  return situation({ recorded: records, observed: observed({ engines: [engineRead(entries)] }) });
};
const outcomesIn = (world: Situation): readonly SessionOutcome[] => {
  const pairs = pairSessions(world);
  return records.sessions.map(({ record }, position) => outcomeAt(pairs, position, record));
};
const lives = fc.array(life, { minLength: 4, maxLength: 4 });

test('what is judged anew after a change is what a comparison of everything finds', () => {
  fc.assert(
    fc.property(lives, lives, (before, after) => {
      const kept = keepPairs(worldOf(before));
      const changes = ids.map((sessionId, index) => ({
        sessionId,
        entry: entryOf(sessionId, after[index] ?? 'unlisted'),
      }));
      const changed = kept.update(changes, moments.now);
      const first = outcomesIn(worldOf(before));
      const full = outcomesIn(worldOf(after));
      expect(ids.map((id) => kept.outcome(id))).toEqual(full);
      expect(changed.map(({ session }) => session.id)).toEqual(
        ids.filter((_id, index) => first[index]?.kind !== full[index]?.kind),
      );
    }),
  );
});

test('an entry that no record names changes nothing', () => {
  const kept = keepPairs(worldOf(['alive', 'alive', 'alive', 'dead']));
  expect(kept.update([{ sessionId: 'nobody', entry: undefined }], moments.now)).toEqual([]);
});
