import { rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import type { Environment } from '#shared/domain/environment.ts';
import { makeLease, makeTask } from '#shared/testing/make-record.ts';
import { endedPid, keepSession, startProcess } from './processes.ts';
import type { Place } from './place.ts';
import { placedEnvironment, placedSession, recordsOf } from './records.ts';
import type { ReasonWorld } from './reason-world.ts';
import { placeWorker } from './workers.ts';

/** The place's worktree and one more, each with a task that has not begun. */
async function twoPlaces(place: Place, more: Partial<Environment> = {}) {
  const { repo, git } = place;
  const second = { ...place, path: `${repo}.worktrees/rollcall-cart`, branch: 'rollcall/cart' };
  await git(repo, 'worktree', 'add', '--quiet', '-b', second.branch, second.path);
  const of = { id: 'env-cart', taskId: 'cart', ...more };
  return {
    ...recordsOf(place),
    tasks: [makeTask.queued(), makeTask.queued({ id: 'cart', environmentId: of.id })],
    environments: [placedEnvironment(place, more), placedEnvironment(second, of)],
  };
}

/** Several conditions that go back to one cause. */
export const causes: readonly ReasonWorld[] = [
  {
    reason: 'volume_unavailable',
    story: 'two worktrees on one volume that is not mounted',
    cause: 'volume',
    async make(place) {
      const records = await twoPlaces(place);
      await rename(`${place.repo}.worktrees`, `${place.repo}.unmounted`);
      return { records };
    },
  },
  {
    reason: 'volume_unavailable',
    beside: 'repository_unreadable',
    story: 'its repository was removed, and all its worktrees with it',
    cause: 'repository',
    async make(place) {
      await rm(place.repo, { recursive: true });
      await rm(`${place.repo}.worktrees`, { recursive: true });
      return { records: recordsOf(place) };
    },
  },
  {
    reason: 'lease_abandoned',
    story: 'two leases of one process that was killed',
    cause: 'coordinator',
    async make(place) {
      const { identity, kill } = await startProcess(place.world);
      await kill();
      return { records: await twoPlaces(place, { lease: makeLease.held({ holder: identity }) }) };
    },
  },
  {
    reason: 'worker_crashed',
    story: 'two workers of one coordinator that was killed',
    cause: 'coordinator',
    async make(place) {
      const coordinator = { pid: await endedPid(place.world), startedAt: new Date().toISOString() };
      const first = await placeWorker(place, { coordinator });
      const workers = [first, await placeWorker(place, { coordinator, taskId: 'RQ-8' })];
      return { records: { ...recordsOf(place), workers } };
    },
  },
  {
    reason: 'pid_reused',
    story: 'two agents from before the machine was restarted',
    cause: 'reboot',
    async make(place) {
      const { identity } = await startProcess(place.world);
      const former = { ...identity, bootId: 'former', host: hostname() };
      const names = ['a', 'b'];
      for (const name of names) await keepSession(place.world, `s-${name}-${place.mark}`, former);
      const sessions = names.map((name) =>
        placedSession(place, { id: `s-${name}-${place.mark}`, taskId: name, ...former }),
      );
      const tasks = names.map((id) => makeTask.running({ id, environmentId: undefined }));
      const records = recordsOf(place, { sessions });
      return { records: { ...records, tasks: [...(records.tasks ?? []), ...tasks] } };
    },
  },
];
