import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineEntry } from '#shared/domain/observation.ts';
import type { Recorded } from '#shared/domain/records.ts';
import type { Session } from '#shared/domain/session.ts';
import type { BenchFolder } from './bench-folder.ts';
import type { ReconcileWorld } from './reconcile-world.ts';

export interface Counts {
  readonly inSync: number;
  readonly crashed: number;
  readonly orphaned: number;
}

type Action = { readonly kind: string; readonly id: string; readonly taskId?: string | undefined };

/** The reference's comparison: each recorded session is searched for in the engine's whole list. */
export function compareLinearly(
  recorded: readonly Recorded<Session>[],
  entries: readonly EngineEntry[],
): Counts {
  const actions: Action[] = [];
  const active = new Map<string, Session>();
  for (const { record } of recorded) if (record.status !== 'exit') active.set(record.id, record);
  const counts = { inSync: 0, crashed: 0, orphaned: 0 };
  for (const [id, { taskId }] of active) {
    const entry = entries.find(({ sessionId }) => sessionId === id);
    if (entry?.process.kind === 'alive') {
      actions.push({ kind: 'in_sync', id });
      counts.inSync += 1;
    } else {
      actions.push({ kind: 'mark_crashed', id, taskId });
      counts.crashed += 1;
    }
  }
  for (const { sessionId } of entries)
    if (!active.has(sessionId)) {
      actions.push({ kind: 'orphaned', id: sessionId });
      counts.orphaned += 1;
    }
  return counts;
}

export interface ReferenceTimes extends Counts {
  /** Nanoseconds of each round. */
  readonly times: readonly number[];
}

/** Runs the same, compiled; gives undefined where there is no cargo. */
export function buildReference(
  folder: BenchFolder,
): ((world: ReconcileWorld, rounds: number) => ReferenceTimes) | undefined {
  if (spawnSync('cargo', ['--version']).status !== 0) return undefined;
  const crate = join(folder.path, 'reference');
  cpSync(join(import.meta.dirname, 'reference'), crate, { recursive: true });
  execFileSync('cargo', ['build', '--release', '--quiet', '--offline'], { cwd: crate });
  const program = join(crate, 'target', 'release', 'linear-reconcile');
  return (world, rounds) => {
    const file = join(folder.path, `world-${world.count}`);
    writeFileSync(file, world.lines);
    const printed = execFileSync(program, [file, String(rounds)], { encoding: 'utf8' });
    const rows = printed
      .trim()
      .split('\n')
      .map((line) => line.split(' ').map(Number));
    const [, inSync = 0, crashed = 0, orphaned = 0] = rows[0] ?? [];
    return { times: rows.map(([took = 0]) => took), inSync, crashed, orphaned };
  };
}
