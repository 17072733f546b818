import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeTask } from '#shared/testing/make-record.ts';
import { keepSession, startProcess } from './processes.ts';
import { placedSession, recordsOf } from './records.ts';
import type { ReasonWorld } from './reason-world.ts';

const agents = ['a', 'b', 'c', 'd', 'e', 'f'];

/** What keeps a whole engine, repository or machine from being judged. */
export const machine: readonly ReasonWorld[] = [
  {
    reason: 'mass_death',
    story: 'six agents vanish between two looks',
    async make(place) {
      const living = await Promise.all(
        agents.map(async (name) => {
          const { identity, kill } = await startProcess(place.world);
          const id = `s-${name}-${place.mark}`;
          await keepSession(place.world, id, identity);
          return { kill, session: placedSession(place, { id, taskId: name, ...identity }) };
        }),
      );
      return {
        records: {
          ...recordsOf(place, { sessions: living.map(({ session }) => session) }),
          tasks: [
            makeTask.queued(),
            ...agents.map((id) => makeTask.running({ id, environmentId: undefined })),
          ],
        },
        meanwhile: async () => {
          await Promise.all(living.map(({ kill }) => kill()));
        },
      };
    },
  },
  {
    reason: 'engine_unreadable',
    story: 'the folder of its sessions is a file',
    async make(place) {
      await mkdir(place.world.home, { recursive: true });
      await writeFile(join(place.world.home, 'sessions'), '');
      return { records: recordsOf(place) };
    },
  },
  {
    reason: 'repository_unreadable',
    story: 'its HEAD is not there',
    async make(place) {
      await rename(join(place.repo, '.git', 'HEAD'), join(place.repo, '.git', 'HEAD.aside'));
      return { records: recordsOf(place) };
    },
  },
  {
    reason: 'repository_unreadable',
    story: 'the repository was removed',
    async make(place) {
      await rename(place.repo, `${place.repo}-removed`);
      return { records: recordsOf(place) };
    },
  },
];
