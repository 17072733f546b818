// Retry push: what another system keeps in a file of its own.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deadPid } from '#shared/testing/dead-session.ts';
import { doBefore } from './kill-act.ts';
import type { Scenario, Seen } from './kill-scenarios.ts';
import type { KillWorld, Made } from './kill-world.ts';

const worker = ['worker:RQ-1'];
const stateOf = ({ repository }: KillWorld): string =>
  join(repository, '.ralph', 'cache', 'parallel', 'state.json');

/** A worker in a clone of its own, whose coordinator was killed after its push was refused. */
function blockPush({ folder, world }: Made): void {
  const { repository } = world;
  const clone = join(repository, '..', '.workspaces', 'shop', 'parallel', 'RQ-1');
  folder.git(folder.path, 'clone', '--quiet', repository, clone);
  folder.write(join(clone, 'new.txt'), 'not pushed\n');
  const entry = {
    task_id: 'RQ-1',
    workspace_path: clone,
    lifecycle: 'blocked_push',
    started_at: '2026-01-31T09:00:00Z',
    push_attempts: 2,
    last_error: 'rejected',
  };
  folder.write(stateOf(world), JSON.stringify({ schema_version: 3, workers: [entry] }, null, 2));
  // Later than the record: it would outlive the retry.
  const marker = JSON.stringify({ task_id: 'RQ-1', generated_at: '2026-01-31T10:00:00Z' });
  folder.write(join(clone, '.ralph', 'cache', 'parallel', 'blocked_push.json'), marker);
  const lock = `pid: ${deadPid}\nstarted_at: 2026-01-31T08:00:00Z\n`;
  folder.write(join(repository, '.ralph', 'lock', 'owner'), lock);
}

const says =
  (lifecycle: string) =>
  ({ world }: Seen): boolean =>
    readFileSync(stateOf(world), 'utf8').includes(`"lifecycle": "${lifecycle}"`);

/** The act, and its undo. */
export const pushScenarios: readonly Scenario[] = [
  {
    name: 'retry push',
    verb: 'retry_push',
    subjects: worker,
    make: blockPush,
    isTrue: says('running'),
  },
  {
    name: 'undo a retried push',
    verb: 'undo',
    subjects: [],
    isTrue: says('blocked_push'),
    async make(made) {
      blockPush(made);
      await doBefore(made, { verb: 'retry_push', subjects: worker });
    },
  },
];
