// For tests: a runner's folder with a worker whose work was refused by the remote it was pushed to.
import { chmodSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { writeText } from '#electron/platform/testing-repository.ts';
import { conditionAbout, type RecoveryWorld } from '#electron/recover/recovery-world.ts';

/** Above every pid that Linux gives. */
const deadPid = 4_194_299;

const entryOf = (task: string, path: string, lifecycle: string, error: string): string => `
    // ${task} keeps its comment
    {
      "task_id": "${task}", "workspace_path": ${JSON.stringify(path)},
      "lifecycle": "${lifecycle}", /* where it is */ "started_at": "2026-01-31T09:00:00Z",
      "completed_at": "2026-01-31T09:30:00Z",\t"push_attempts": 3,
      "last_error": ${JSON.stringify(error)}, "unknown_to_us": [1, 2,],
    },`;

export interface BlockedPush {
  readonly conditionId: string;
  readonly stateFile: string;
  readonly lockFile: string;
  readonly clone: string;
  /** What the state file says, as it is meant for a person and with what nobody here knows. */
  readonly text: string;
}

/** The lock's text of whoever coordinates. */
export const ownerText = (pid: number, startedAt = new Date().toISOString()): string =>
  `pid: ${pid}\nstarted_at: ${startedAt}\ncommand: ralph run loop --parallel 4\nlabel: run loop\n`;

/** Puts the condition on the list; its coordinator was killed and left its lock. */
export function addBlockedPush({
  repository,
  list,
}: Pick<RecoveryWorld, 'repository' | 'list'>): BlockedPush {
  const { root, folder } = repository;
  const clone = join(folder, '.workspaces', basename(root), 'parallel', 'RQ-1');
  const git = (...args: string[]) => repository.gitIn(clone, ...args);
  const remote = join(folder, 'remote.git');
  repository.git('clone', '--quiet', '--bare', root, remote);
  const hook = join(remote, 'hooks', 'pre-receive');
  writeText(hook, '#!/bin/sh\necho "the branch is protected" >&2\nexit 1\n');
  chmodSync(hook, 0o755);
  mkdirSync(join(clone, '..'), { recursive: true });
  repository.git('clone', '--quiet', root, clone);
  writeText(join(clone, 'done.txt'), 'the work\n');
  git('add', '--all');
  git('commit', '--quiet', '--message=RQ-1');
  writeText(join(clone, 'done.txt'), 'the work, and one more line\n');
  writeText(join(clone, 'untracked.txt'), 'not tracked\n');
  const error = pushInVain(() => git('push', '--quiet', remote, 'HEAD:main'));
  const stateFile = join(root, '.ralph', 'cache', 'parallel', 'state.json');
  const entries = [
    entryOf('RQ-0', join(folder, 'elsewhere'), 'failed', 'another one'),
    entryOf('RQ-1', clone, 'blocked_push', error),
  ];
  const text = `// of a run\n{\n  "schema_version": 3, "target_branch": "main", "their_own": {"kept": true},\n  "workers": [${entries.join('')}\n  ],\n}\n`;
  writeText(stateFile, text);
  const lockFile = join(root, '.ralph', 'lock', 'owner');
  writeText(lockFile, ownerText(deadPid));
  const subject = { kind: 'worker', id: 'RQ-1', source: 'ralph', workspace: root } as const;
  const conditionId = list(conditionAbout(subject, root, { subject, reason: 'push_blocked' }));
  return { conditionId, stateFile, lockFile, clone, text };
}

/** What git said. */
function pushInVain(push: () => unknown): string {
  try {
    push();
  } catch (error) {
    return /remote: (.*\S)/u.exec(String(error))?.[1] ?? String(error);
  }
  throw new Error('The remote took what it was to refuse.');
}
