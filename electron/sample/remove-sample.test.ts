import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Engine } from '#shared/domain/engine.ts';
import { ok } from '#shared/result.ts';
import {
  absent,
  alive,
  engineRead,
  makeEntry,
  unknownProcess,
} from '#shared/testing/make-reading.ts';
import { removeSampleWorld } from './remove-sample.ts';

const noRecords = {
  runs: [],
  tasks: [],
  environments: [],
  checkpoints: [],
  sessions: [],
  workers: [],
  pipelineItems: [],
};

const never = (what: string) => () => {
  throw new Error(`${what} was not expected`);
};

test('nothing of the sample world is removed while one of its agents may be alive', async () => {
  const home = mkdtempSync(join(tmpdir(), 'rollcall-sample-'));
  try {
    const repository = join(home, 'sample', 'shop');
    mkdirSync(repository, { recursive: true });
    const cwd = join(`${repository}.worktrees`, 'login');
    const engine: Engine = {
      name: 'process',
      observe: () =>
        Promise.resolve(
          engineRead([
            makeEntry({ sessionId: 's-alive', process: alive(), cwd }),
            makeEntry({ sessionId: 's-unknown', process: unknownProcess(), cwd }),
          ]),
        ),
      start: never('a start'),
      stop: never('a stop'),
      forget: never('to forget a session'),
    };
    const removed = await removeSampleWorld({
      engine,
      repository,
      folder: join(home, 'sample'),
      leftOf: never('what is left of a session'),
      store: { load: never('a read'), get: never('a read'), write: never('a write') },
    });
    expect(removed).toMatchObject({ ok: false, error: { kind: 'session_unknown' } });
    expect(existsSync(repository)).toBe(true);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});

test('nothing of the sample world is left, nor what a resumed agent of it was given', async () => {
  const home = mkdtempSync(join(tmpdir(), 'rollcall-sample-'));
  try {
    const repository = join(home, 'sample', 'shop');
    const left = [join(home, 'sessions', 's-1'), join(home, 'resume-states', 's-1.json')];
    for (const path of [repository, ...left]) mkdirSync(path, { recursive: true });
    const entry = makeEntry({ sessionId: 's-1', process: absent(), cwd: repository });
    const removed = await removeSampleWorld({
      engine: {
        name: 'process',
        observe: () => Promise.resolve(engineRead([entry])),
        start: never('a start'),
        stop: () => Promise.resolve(ok({ killed: 0 })),
        forget: () => Promise.resolve(),
      },
      repository,
      folder: join(home, 'sample'),
      leftOf: () => left,
      store: { load: () => noRecords, get: never('a read'), write: () => ok(undefined) },
    });
    expect(removed.ok).toBe(true);
    expect([repository, ...left].filter((path) => existsSync(path))).toEqual([]);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});
