import type { ChildProcess } from 'node:child_process';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordsDocument } from '#shared/domain/records-document.ts';
import { startAgent } from './agents.ts';
import { must } from './must.ts';
import { makeRepository } from './repository.ts';
import type { World } from './world.ts';

export interface ReusedPid {
  /** Not the world's own home. */
  readonly home: string;
  readonly sessionId: string;
  readonly taskId: string;
  /** Somebody else's process, which now has the session's pid. */
  readonly bystander: ChildProcess;
}

/** The exported records as if every session had been given `pid`; nothing else is changed. */
function withPid(document: RecordsDocument, pid: number): RecordsDocument {
  return {
    ...document,
    sessions: document.sessions?.map((session) => ({ ...session, pid })),
    environments: document.environments?.map((environment) => ({
      ...environment,
      ...(environment.lease === undefined
        ? {}
        : { lease: { ...environment.lease, holder: { ...environment.lease.holder, pid } } }),
    })),
  };
}

/**
 * A session that died unseen and whose pid the system gave to another process. A pid cannot be had by
 * wish, so the records say from the start that the session had the pid of a bystander: they are made
 * in another home, and brought here with only that number changed.
 */
export async function pidReused(world: World): Promise<ReusedPid> {
  const repository = await makeRepository(world);
  const agent = await startAgent(world, repository, { task: 'sessions' });
  const exported: RecordsDocument = JSON.parse(must(await world.rollcall(['export'])));
  await agent.killUnseen();
  const bystander = world.start('sleep', ['600']);
  const pid = bystander.pid;
  if (pid === undefined) throw new Error('The bystander could not be started.');

  const file = join(world.folder, 'records.json');
  await writeFile(file, JSON.stringify(withPid(exported, pid)));
  const home = join(world.folder, 'home with a reused pid');
  must(await world.rollcall(['import', file, '--home', home]));
  const directory = join(home, 'sessions', agent.sessionId);
  await mkdir(join(home, 'sessions'), { recursive: true });
  await cp(agent.sessionDirectory, directory, { recursive: true });
  const identity = JSON.parse(await readFile(join(directory, 'identity.json'), 'utf8'));
  await writeFile(join(directory, 'identity.json'), JSON.stringify({ ...identity, pid }));
  await writeFile(join(directory, 'pid'), `${pid}\n`);
  return { home, sessionId: agent.sessionId, taskId: agent.taskId, bystander };
}
