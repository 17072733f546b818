import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Place } from './place.ts';
import { recordsOf } from './records.ts';
import type { ReasonWorld } from './reason-world.ts';

async function writeState({ repo }: Place, text: string): Promise<void> {
  const file = join(repo, '.ralph', 'cache', 'parallel', 'state.json');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

const ended = (place: Place): string =>
  JSON.stringify({
    schema_version: 3,
    workers: [
      {
        task_id: 'RQ-1',
        workspace_path: place.path,
        lifecycle: 'completed',
        started_at: '2026-01-01T10:00:00Z',
      },
    ],
  });

/** What other systems keep in the folder that is watched. */
export const sources: readonly ReasonWorld[] = [
  {
    reason: 'source_unreadable',
    story: 'the state of a parallel run was written half',
    tells: 'state.json, line 1',
    async make(place) {
      await writeState(place, ended(place).slice(0, 90));
      return { records: recordsOf(place) };
    },
  },
  {
    reason: 'healthy',
    story: 'a parallel run beside it is done',
    async make(place) {
      await writeState(place, ended(place));
      return { records: recordsOf(place) };
    },
  },
];
