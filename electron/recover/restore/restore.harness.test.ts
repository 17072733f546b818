import { afterEach, describe, expect, it } from 'vitest';
import { rooms } from '#electron/console/recovery-rooms.ts';
import { createRecoveryWorld, type RecoveryWorld } from '#electron/recover/recovery-world.ts';
import { seedRepository } from './testing/seed-repository.ts';
import { runTrial } from './testing/trial.ts';

let world: RecoveryWorld | undefined;
afterEach(() => world?.close());

/** All of them: `npm run bench restore`. */
const first = Number(process.env['ROLLCALL_RESTORE_SEED'] ?? 1);
const count = Number(process.env['ROLLCALL_RESTORE_TRIALS'] ?? 20);

describe('a worktree that was cleaned up or set back', () => {
  it(
    'comes back as it was to the byte, or is refused before anything is touched',
    async () => {
      world = await createRecoveryWorld(rooms);
      seedRepository(world.repository);
      const wrong: unknown[] = [];
      for (let seed = first; seed < first + count; seed += 1) {
        const trial = await runTrial(world, seed);
        if (trial.result === 'wrong') wrong.push(trial);
      }
      expect(wrong).toEqual([]);
    },
    Math.max(300_000, count * 10_000),
  );
});
