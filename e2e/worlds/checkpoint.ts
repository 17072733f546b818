import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReplaySafety } from '#shared/domain/checkpoint.ts';
import { must } from './must.ts';
import type { World } from './world.ts';

export interface CheckpointOptions {
  readonly task: string;
  readonly label: string;
  readonly replaySafety: ReplaySafety;
  /** Any JSON; without it the agent cannot resume. */
  readonly resumeState?: unknown;
}

/** Records a checkpoint of a task, as its agent would itself. */
export async function recordCheckpoint(
  world: World,
  { task, label, replaySafety, resumeState }: CheckpointOptions,
): Promise<void> {
  const args = ['checkpoint', '--task', task, '--label', label, '--replay-safety', replaySafety];
  if (resumeState !== undefined) {
    const file = join(world.folder, `state-${task}.json`);
    await writeFile(file, JSON.stringify(resumeState));
    args.push('--resume-state', file);
  }
  must(await world.rollcall(args));
}
