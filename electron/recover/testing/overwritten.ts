// For tests: for each verb that makes a private ref, an ignored file that git would write over.
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { backupTarget } from '#shared/domain/backup.ts';
import type { InterruptedTask } from '#electron/recover/recovery-task.ts';
import type { RecoveryWorld } from '#electron/recover/recovery-world.ts';
import { actOn } from './act-and-undo.ts';
import { scenarios, type Scenario } from './scenarios.ts';

type MakeScenario = (world: RecoveryWorld, task: InterruptedTask) => Promise<Scenario> | Scenario;

const name = 'over.txt';

/** The only copy of something, ignored by the repository's own rules and tracked nowhere. */
function layIgnored({ repository }: RecoveryWorld, path: string): void {
  appendFileSync(join(repository.root, '.git', 'info', 'exclude'), `${name}\n`);
  writeFileSync(join(path, name), 'ignored, and the only copy');
}

/** Commits another file of that name where it is. */
function commitOther({ repository }: RecoveryWorld, path: string): void {
  writeFileSync(join(path, name), 'tracked');
  repository.gitIn(path, 'add', '--', name);
  repository.gitIn(path, 'commit', '--quiet', '--message=more', '--', name);
}

function removeOther({ repository }: RecoveryWorld, path: string): void {
  repository.gitIn(path, 'rm', '--quiet', '--', name);
  repository.gitIn(path, 'commit', '--quiet', '--message=less', '--', name);
}

export const overwritten = {
  restart(world, task) {
    commitOther(world, world.repository.root);
    world.repository.gitIn(task.path, 'stash', '--quiet', '--include-untracked');
    world.repository.gitIn(task.path, 'merge', '--quiet', '--no-edit', 'main');
    removeOther(world, task.path);
    layIgnored(world, task.path);
    return scenarios.restart(world, task);
  },
  async finish_or_abort(world, task) {
    // Of a later step than that at which the rebase stops.
    commitOther(world, task.path);
    const scenario = await scenarios.finish_or_abort(world, task);
    layIgnored(world, task.path);
    return scenario;
  },
  async switch_back(world, task) {
    commitOther(world, task.path);
    const scenario = await scenarios.switch_back(world, task);
    removeOther(world, task.path);
    layIgnored(world, task.path);
    return scenario;
  },
  async restore(world, task) {
    writeFileSync(join(task.path, name), 'untracked');
    const { items } = await actOn(world, 'restart', task.conditionId);
    const sessions = await world.engine.observe();
    for (const entry of sessions.kind === 'read' ? sessions.entries : [])
      if (entry.process.kind === 'alive')
        await world.engine.stop(entry.sessionId, entry.process.identity);
    layIgnored(world, task.path);
    return { id: backupTarget(items[0]?.backup?.location.split('/').at(-1) ?? '') };
  },
} as const satisfies Record<string, MakeScenario>;
