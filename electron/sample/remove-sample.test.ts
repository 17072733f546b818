import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Engine } from '#shared/domain/engine.ts';
import { alive, engineRead, makeEntry, unknownProcess } from '#shared/testing/make-reading.ts';
import { removeSampleWorld } from './remove-sample.ts';

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
      sessionDirectory: (id) => join(home, 'sessions', id),
      store: { load: never('a read'), get: never('a read'), write: never('a write') },
    });
    expect(removed).toMatchObject({ ok: false, error: { kind: 'session_unknown' } });
    expect(existsSync(repository)).toBe(true);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});
