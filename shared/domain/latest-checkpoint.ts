import type { Checkpoint } from './checkpoint.ts';
import { compareInTime } from './compare-in-time.ts';
import type { Recorded } from './records.ts';

type Row = Recorded<Checkpoint>;

const isLater = ({ record: a }: Row, { record: b }: Row): boolean =>
  compareInTime({ at: a.updatedAt, id: a.id }, { at: b.updatedAt, id: b.id }) > 0;

/** By task, the checkpoint from which it would go on: the one that was written last. */
export function latestCheckpoints(all: readonly Row[]): Map<string, Row> {
  const latest = new Map<string, Row>();
  for (const one of all) {
    const known = latest.get(one.record.taskId);
    if (known === undefined || isLater(one, known)) latest.set(one.record.taskId, one);
  }
  return latest;
}

/** As `latestCheckpoints`, of one task. */
export const latestCheckpoint = (all: readonly Row[], taskId: string): Row | undefined =>
  latestCheckpoints(all.filter(({ record }) => record.taskId === taskId)).get(taskId);
