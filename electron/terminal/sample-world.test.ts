import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { SweepDocument } from '#shared/contract/sweep.ts';
import { valueOf } from '#shared/testing/value-of.ts';
import { openTerminalConsole } from './open-terminal-console.ts';
import { makeWorld, sourceEntry, type World } from '#e2e/worlds/world.ts';

let world: World;
let sweep: SweepDocument;
beforeAll(async () => {
  world = await makeWorld(sourceEntry);
  expect(await world.rollcall(['demo'])).toMatchObject({ code: 0 });
  const swept = await world.rollcall(['sweep', '--json']);
  expect(swept.code).toBe(1);
  sweep = JSON.parse(swept.stdout);
});
afterAll(() => world.remove());

const reasons = () => sweep.conditions.map((condition) => condition.reason).toSorted();

test('the sample world holds every kind of trouble that it promises, and one healthy agent', () => {
  expect(reasons()).toEqual([
    'directory_missing',
    'finished_unrecorded',
    'lease_abandoned',
    'leftover_directory',
    'process_exited',
    'process_exited',
    'process_exited',
    'unrecorded_session',
  ]);
  expect(sweep.summary.lanes).toEqual({ crashed: 3, orphaned: 2, drifted: 2, blocked: 1 });
  expect(sweep.summary.sessions).toMatchObject({ crashed: 3, orphaned: 1, statusUpdates: 1 });
  expect(sweep.summary.sessions.inSync).toBeGreaterThanOrEqual(1);
  const dead = sweep.conditions.filter((condition) => condition.reason === 'process_exited');
  expect(dead.map((condition) => condition.proposed).toSorted()).toEqual([
    'acknowledge',
    'restart',
    'resume',
  ]);
  for (const { workAtRisk } of dead) expect(workAtRisk.uncommittedFiles).toBeGreaterThan(0);
});

test('the sweep document keeps to its published schema, which allows for fields added later', async () => {
  const published = JSON.parse((await world.rollcall(['schema', 'sweep'])).stdout);
  const schema = z.fromJSONSchema(published);
  expect(schema.safeParse(sweep).error).toBeUndefined();
  expect(schema.safeParse({ ...sweep, addedLater: 1 }).success).toBe(true);
  expect(schema.safeParse({ ...sweep, tasks: [{ id: 1 }] }).success).toBe(false);
});

/** Two looks differ in when they looked; that alone is left out of the comparison. */
const undated = (text: unknown): unknown =>
  JSON.parse(JSON.stringify(text, (name, value) => (name === 'observedAt' ? undefined : value)));

const byId = <T extends { readonly id: string }>(rows: readonly T[]): readonly T[] =>
  rows.toSorted((one, other) => one.id.localeCompare(other.id));

const facts = (seen: Omit<SweepDocument, 'schemaVersion' | 'observedAt'>) => {
  const { home, summary, conditions, acknowledged, environments, tasks, runs, sources } = seen;
  return undated({
    home,
    summary,
    sources,
    conditions: byId(conditions),
    acknowledged: byId(acknowledged),
    environments: byId(environments),
    tasks: byId(tasks),
    runs: byId(runs),
  });
};

test('what the terminal prints is what a window is given, field by field', async () => {
  const opened = valueOf(await openTerminalConsole(world.home));
  try {
    const client = createRouterClient(opened.router);
    await client.lookAgain();
    const first = await (await client.live()).next();
    if (first.done === true || first.value.kind !== 'snapshot')
      throw new Error('A window is given a snapshot first.');
    const { header, ...rows } = first.value.view;
    expect(facts({ ...rows, ...header })).toEqual(facts(sweep));
  } finally {
    await opened.close();
  }
});

test('a plan and what came of it keep to their published schemas', async () => {
  const published = async (name: string) =>
    z.fromJSONSchema(JSON.parse((await world.rollcall(['schema', name])).stdout));
  const drifted = sweep.conditions.find(({ lane }) => lane === 'drifted');
  const plan = JSON.parse(
    (await world.rollcall(['plan', 'acknowledge', drifted?.id ?? '', '--json'])).stdout,
  );
  const planned = await published('plan');
  expect(planned.safeParse(plan).error).toBeUndefined();
  expect(planned.safeParse({ ...plan, schemaVersion: undefined }).success).toBe(false);
  const args = ['apply', plan.planId, '--fingerprint', plan.fingerprint, '--yes', '--json'];
  const applied = JSON.parse((await world.rollcall(args)).stdout);
  expect(applied.summary).toEqual({ applied: 1 });
  const told = await published('apply');
  expect(told.safeParse(applied).error).toBeUndefined();
  expect(told.safeParse({ ...applied, items: [{ result: 'done' }] }).success).toBe(false);
});

/** Processes that carry this home in their environment. */
const alive = (home: string): readonly string[] =>
  readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/u.test(pid)) return false;
    try {
      return readFileSync(`/proc/${pid}/environ`, 'latin1').includes(`ROLLCALL_HOME=${home}\0`);
    } catch {
      // It has just ended, or is somebody else's.
      return false;
    }
  });

test('removing the sample world leaves no process, no directory and no record of it', async () => {
  if (process.platform === 'linux') expect(alive(world.home).length).toBeGreaterThan(0);
  expect(await world.rollcall(['demo', '--remove'])).toMatchObject({ code: 0 });
  if (process.platform === 'linux') expect(alive(world.home)).toEqual([]);
  expect(existsSync(join(world.home, 'sample'))).toBe(false);
  expect(readdirSync(join(world.home, 'sessions'))).toEqual([]);
  const swept = await world.rollcall(['sweep', '--json']);
  expect(swept.code).toBe(0);
  expect(JSON.parse(swept.stdout)).toMatchObject({
    conditions: [],
    environments: [],
    tasks: [],
    runs: [],
    sources: [],
  });
  expect((await world.rollcall(['audit', 'verify'])).code).toBe(0);
});
