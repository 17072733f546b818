import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RecordsDocument } from '#shared/domain/records-document.ts';
import { crashedWithCheckpoint } from '#e2e/worlds/crashed-with-checkpoint.ts';
import { must } from '#e2e/worlds/must.ts';
import { makeWorld, sourceEntry, type World } from '#e2e/worlds/world.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld(sourceEntry);
  await crashedWithCheckpoint(world);
});
afterAll(() => world.remove());

const otherHome = () => join(world.folder, 'other home');

test('records that were exported and imported elsewhere are exported there as the same', async () => {
  const exported = must(await world.rollcall(['export']));
  const document: RecordsDocument = JSON.parse(exported);
  expect(document).toMatchObject({
    schemaVersion: 1,
    tasks: [{ id: 'limiter' }],
    checkpoints: [{ safeBoundaryLabel: 'after tests' }],
  });
  const file = join(world.folder, 'records.json');
  await writeFile(file, exported);
  const toOther = ['--home', otherHome()];
  expect((await world.rollcall(['import', file, ...toOther])).code).toBe(0);
  expect(JSON.parse(must(await world.rollcall(['export', ...toOther])))).toEqual(document);
  const again = JSON.parse(must(await world.rollcall(['import', file, '--json', ...toOther])));
  expect(again).toMatchObject({ task: { imported: [], unchanged: ['limiter'], refused: [] } });
  expect((await world.rollcall(['audit', 'verify', ...toOther])).code).toBe(0);
});

test('the audit of everything that was done is intact, and can be read as a table', async () => {
  const verdict = JSON.parse(must(await world.rollcall(['audit', 'verify', '--json'])));
  expect(verdict).toMatchObject({ kind: 'intact' });
  const csv = must(await world.rollcall(['export', '--format', 'csv']));
  expect(csv.split('\r\n')).toHaveLength(verdict.rows + 2);
  expect(csv).toMatch(/[^\n]\r\n$/u);
  expect(must(await world.rollcall(['audit']))).toContain('Checkpoint “after tests”');
});

test('the audit is narrowed by who, what and about what, on screen and in a file', async () => {
  const rows = async (...options: string[]): Promise<readonly Record<string, string>[]> =>
    JSON.parse(must(await world.rollcall(['audit', '--json', ...options]))).rows;
  const all = await rows();
  const ofAgent = await rows('--actor', 'agent', '--verb', 'checkpoint', '--grep', 'AFTER TESTS');
  expect(ofAgent).toHaveLength(1);
  expect(all.length).toBeGreaterThan(1);
  const [row] = ofAgent;
  expect(await rows('--subject', row?.['subject'] ?? '')).not.toHaveLength(0);
  const file = must(await world.rollcall(['export', '--audit', '--verb', 'checkpoint']));
  expect(JSON.parse(file)).toMatchObject([{ verb: 'checkpoint', actor: 'agent' }]);
});

test.each([
  ['truncated JSON', (good: string) => good.slice(0, -3), /, line \d+, column \d+/u],
  [
    'an unknown state',
    (good: string) => good.replace('"running"', '"asleep"'),
    /runs\[0\]\.status: expected one of/u,
  ],
])('%s is refused with the file and the place in it', async (_name, damage, place) => {
  const file = join(world.folder, 'damaged.json');
  const before = must(await world.rollcall(['export']));
  await writeFile(file, damage(before));
  const imported = await world.rollcall(['import', file]);
  expect(imported).toMatchObject({ code: 3, stdout: '' });
  expect(imported.stderr).toContain(file);
  expect(imported.stderr).toMatch(place);
  expect(must(await world.rollcall(['export']))).toBe(before);
});

test('a file that is not there, and a directory, are said to be so', async () => {
  for (const path of [join(world.folder, 'nowhere.json'), world.folder]) {
    const imported = await world.rollcall(['import', path]);
    expect(imported.code).toBe(3);
    expect(imported.stderr).toContain(path);
  }
});

test('no other schema than the published ones is printed', async () => {
  for (const name of ['toString', '__proto__', 'nothing']) {
    const printed = await world.rollcall(['schema', name]);
    expect(printed).toMatchObject({ code: 2, stdout: '' });
    expect(printed.stderr).toContain(`no schema “${name}”`);
  }
});
