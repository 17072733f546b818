import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fences, ownModule, things } from './fence-table.ts';

const checkout = join(import.meta.dirname, '..');
let copy: string;
/** Lines that the linter refused, by file. */
const refused = new Map<string, Set<number>>();

const fileOf = (room: string): string => ownModule(room).replace('own.ts', 'fence-probe.ts');

interface Diagnostic {
  readonly code: string;
  readonly filename: string;
  readonly labels: readonly { readonly span: { readonly line: number } }[];
}

function lint(): readonly Diagnostic[] {
  const linter = join(checkout, 'node_modules', 'oxlint', 'bin', 'oxlint');
  const run = spawnSync(process.execPath, [linter, '--format=json'], {
    cwd: copy,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  // The shape that the pinned linter prints; a change shows as a failure of every test below.
  return (JSON.parse(run.stdout) as { diagnostics: readonly Diagnostic[] }).diagnostics;
}

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'rollcall-fences-'));
  cpSync(join(checkout, '.oxlintrc.json'), join(copy, '.oxlintrc.json'));
  for (const room of Object.keys(fences)) {
    const file = join(copy, fileOf(room));
    mkdirSync(dirname(file), { recursive: true });
    // Re-exported, which is an import as well, and leaves nothing unused.
    const lines = things.map((thing, index) => `export { a${index} } from '${thing}';`);
    writeFileSync(file, `${lines.join('\n')}\n`);
  }
  for (const { code, filename, labels } of lint()) {
    if (!code.includes('no-restricted-imports')) continue;
    const name = filename.replaceAll('\\', '/');
    const lines = refused.get(name) ?? new Set();
    for (const { span } of labels) lines.add(span.line);
    refused.set(name, lines);
  }
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe.each(Object.entries(fences))('%s', (room, allowed) => {
  const isRefused = (thing: string): boolean =>
    refused.get(fileOf(room))?.has(things.indexOf(thing) + 1) === true;

  test('may import its neighbours', () => {
    expect(allowed.filter((thing) => isRefused(thing))).toEqual([]);
    expect(allowed.filter((thing) => !things.includes(thing))).toEqual([]);
  });

  test('may import nothing else', () => {
    const others = things.filter((thing) => !allowed.includes(thing));
    expect(others.length).toBeGreaterThan(0);
    expect(others.filter((thing) => !isRefused(thing))).toEqual([]);
  });
});

test('every folder has a fence', () => {
  const foldersIn = (parent: string): string[] =>
    readdirSync(join(checkout, parent), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => `${parent}/${entry.name}`);
  const folders = ['electron', 'shared', 'renderer', 'renderer/screens'].flatMap(foldersIn);
  const rooms = folders.filter((folder) => folder !== 'renderer/screens');
  expect(rooms.filter((room) => !(room in fences))).toEqual([]);
});
