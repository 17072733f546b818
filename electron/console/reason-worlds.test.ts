import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTerminalConsole } from '#electron/terminal/open-terminal-console.ts';
import { journalOf } from '#electron/journal/testing/journal-of.ts';
import type { SweepDocument } from '#shared/contract/sweep.ts';
import { parseRecordsDocument } from '#shared/contract/records-document.ts';
import { reasons, type Condition, type Reason } from '#shared/domain/condition.ts';
import { workFacts } from '#shared/domain/reason-drift.ts';
import type { RecordsDocument } from '#shared/domain/records-document.ts';
import { valueOf } from '#shared/testing/value-of.ts';
import { reasonWorlds } from '#e2e/worlds/reasons/all.ts';
import { makePlace, makeTemplate } from '#e2e/worlds/reasons/place.ts';
import type { ReasonWorld } from '#e2e/worlds/reasons/reason-world.ts';
import { makeWorld, sourceEntry, type World } from '#e2e/worlds/world.ts';
import { systemClock as clock } from '#electron/platform/clock.ts';

interface Row extends Pick<ReasonWorld, 'reason' | 'beside' | 'story'> {
  readonly named: readonly Reason[];
  readonly conditions: readonly Condition[];
}

type Expected = Pick<ReasonWorld, 'reason' | 'beside'>;
const expected = ({ reason, beside }: Expected): readonly Reason[] =>
  reason === 'healthy' ? [] : [reason, ...(beside === undefined ? [] : [beside])].toSorted();
const isSame = (a: readonly Reason[], b: readonly Reason[]): boolean => a.join() === b.join();

/** Reasons × worlds: what was to be named, what was, and what is proposed and offered. */
const printTable = (rows: readonly Row[]): string =>
  rows
    .map(({ reason, beside, story, named, conditions: [first] }) =>
      [
        isSame(named, expected({ reason, beside }))
          ? 'as named'
          : `NAMED ${named.join(', ') || 'nothing'}`,
        reason.padEnd(28),
        story.padEnd(56),
        first === undefined ? '' : `${first.proposed} of ${offered(first.actions).join(', ')}`,
      ].join('  '),
    )
    .toSorted()
    .join('\n');

let templateWorld: World;
let template: string;
const table: Row[] = [];

const offered = (actions: Condition['actions']): readonly string[] =>
  actions.filter((one) => one.offered).map(({ verb }) => verb);

beforeAll(async () => {
  templateWorld = await makeWorld(sourceEntry);
  template = await makeTemplate(templateWorld);
});
afterAll(async () => {
  await templateWorld.remove();
  const named = new Set(table.flatMap(({ conditions }) => conditions.map(({ reason }) => reason)));
  console.log(
    `${named.size} reasons of ${reasons.length}, ${workFacts.size} of them no trouble; ${table.length} worlds\n${printTable(table)}`,
  );
});

/** Takes the records over as `rollcall import` does. */
async function importRecords(home: string, document: RecordsDocument): Promise<void> {
  await mkdir(home, { recursive: true });
  const parsed = valueOf(parseRecordsDocument(JSON.stringify(document), 'world'));
  const { imports, workspaces, close } = journalOf(home, clock);
  const workspace = document.workspaceRoot;
  imports.importDocument(
    parsed,
    { source: 'import', workspace },
    { actor: 'import', verb: 'import', subject: workspace, result: 'applied', message: 'A world.' },
  );
  if (!workspaces.list().some(({ path }) => path === workspace))
    workspaces.add({ path: workspace, name: 'shop', isSample: false });
  close();
}

/** Looks once, or twice with what happens between; gives what the last look found. */
async function sweep(home: string, meanwhile?: () => Promise<void>): Promise<SweepDocument> {
  const opened = valueOf(await openTerminalConsole(home, { clock }));
  try {
    const first = await opened.lookNow();
    if (meanwhile === undefined) return first;
    await meanwhile();
    return await opened.lookNow();
  } finally {
    await opened.close();
  }
}

async function live(
  { reason, beside, make, story, facts, cause, tells = '' }: ReasonWorld,
  mark: string,
): Promise<void> {
  const world = await makeWorld(sourceEntry);
  try {
    const { records, meanwhile } = await make(await makePlace(world, template, mark));
    await importRecords(world.home, records);
    const { conditions, environments } = await sweep(world.home, meanwhile);
    // One condition for each engine that shares the broken folder, and so on: one reason all the same.
    const named = [...new Set(conditions.map((one) => one.reason))].toSorted();
    table.push({ reason, beside, story, named, conditions });
    expect(named).toEqual(expected({ reason, beside }));
    for (const { evidence, message, actions, proposed } of conditions) {
      expect(evidence.length).toBeGreaterThan(0);
      expect(message).toContain(tells);
      expect(message).not.toMatch(/undefined|null|NaN|\[object/u);
      expect(offered(actions)).toContain(proposed);
      expect(offered(actions).length).toBeGreaterThan(1);
    }
    const causes = new Set(conditions.map((one) => one.cause?.kind));
    expect([...causes].filter((kind) => kind !== undefined)).toEqual(cause ? [cause] : []);
    if (cause !== undefined) expect([causes.size, conditions.length]).toEqual([1, 2]);
    const drift = environments.flatMap((one) => one.drift);
    if (facts !== undefined) expect(drift.filter((one) => workFacts.has(one))).toEqual(facts);
  } finally {
    await world.remove();
  }
}

test.concurrent.each(
  reasonWorlds.map((world, index) => [world.reason, world.story, world, index] as const),
)('a sweep names %s and nothing else: %s', async (_reason, _story, world, index) =>
  live(world, `w${index}-${process.pid}`),
);

test('every reason has a world', () => {
  const made = new Set<string>(
    reasonWorlds.flatMap(({ reason, facts = [] }) => [reason, ...facts]),
  );
  expect(reasons.filter((reason) => !made.has(reason))).toEqual([]);
});
