import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EngineEntry } from '#shared/domain/observation.ts';
import { absent, alive, engineRead, makeEntry } from '#shared/testing/make-reading.ts';
import { makeSession } from '#shared/testing/make-record.ts';
import { observed, recordSet, situation } from '#shared/testing/make-situation.ts';
import { entryAt, outcomeAt, pairSessions } from './pair-sessions.ts';

const id: fc.Arbitrary<string> = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g');
const entry = fc
  .record({ sessionId: id, isAlive: fc.boolean() })
  .map(({ sessionId, isAlive }) => makeEntry({ sessionId, process: isAlive ? alive() : absent() }));
const lifeOf = (one: EngineEntry | undefined): string => one?.process.kind ?? 'unlisted';

/** Of all entries of a session: a living one, if any. */
const expectedLife = (entries: readonly EngineEntry[], sessionId: string): string => {
  const own = entries.filter((one) => one.sessionId === sessionId);
  return lifeOf(own.find((one) => one.process.kind === 'alive') ?? own[0]);
};

test('each session gets its own entry, of twins the living one, in whatever order both sides come', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(id),
      fc.array(entry, { maxLength: 10 }),
      fc.boolean(),
      (ids, given, isSorted) => {
        const entries = isSorted
          ? given.toSorted((a, b) => (a.sessionId < b.sessionId ? -1 : 1))
          : given;
        const sessions = ids.map((one) => makeSession.running({ id: one }));
        const pairs = pairSessions(
          situation({
            recorded: recordSet({ sessions }),
            observed: observed({ engines: [engineRead(entries)] }),
          }),
        );
        sessions.forEach((record, position) => {
          const life = expectedLife(entries, record.id);
          const found = entryAt(pairs, position, record);
          expect([found?.sessionId ?? record.id, lifeOf(found)]).toEqual([record.id, life]);
          expect(outcomeAt(pairs, position, record).kind === 'in_sync').toBe(life === 'alive');
        });
        const unnamed = entries.filter(
          (one) => one.process.kind === 'alive' && !ids.includes(one.sessionId),
        );
        expect(new Set(pairs.strays.map((one) => one.entry.sessionId))).toEqual(
          new Set(unnamed.map((one) => one.sessionId)),
        );
        expect(pairs.strays).toHaveLength(new Set(unnamed.map((one) => one.sessionId)).size);
      },
    ),
  );
});
