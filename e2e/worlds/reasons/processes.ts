import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { ProcessIdentity } from '#shared/domain/session.ts';
import type { World } from '#e2e/worlds/world.ts';
import { untilGone } from '#e2e/worlds/until-gone.ts';

/** Pid of a process that has ended and that nobody waits for. */
export async function endedPid(world: World): Promise<number> {
  const child = world.start('true', []);
  await once(child, 'exit');
  return child.pid ?? 0;
}

/** Which boot this is. */
export const bootId = async (): Promise<string> =>
  (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();

/** A process that lives until `kill` or the end of the world. */
export interface LivingProcess {
  readonly identity: Required<ProcessIdentity>;
  kill(): Promise<void>;
}

/** Starts one in `cwd`; its identity as the system tells it. */
export async function startProcess(world: World, cwd = world.folder): Promise<LivingProcess> {
  const child = world.start('sleep', ['600'], { cwd });
  await once(child, 'spawn');
  const pid = child.pid ?? 0;
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1');
  const startTime = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  return {
    identity: { pid, startTime, bootId: await bootId(), host: hostname() },
    async kill() {
      child.kill('SIGKILL');
      await untilGone(pid);
    },
  };
}

/** Writes what the process engine keeps of a session that it started. */
export async function keepSession(
  world: World,
  sessionId: string,
  identity: ProcessIdentity,
  exit?: number,
): Promise<void> {
  const directory = join(world.home, 'sessions', sessionId);
  await mkdir(directory, { recursive: true });
  const command = { sessionId, engine: 'process', command: ['sleep', '600'], cwd: world.folder };
  await writeFile(join(directory, 'command.json'), JSON.stringify(command));
  await writeFile(join(directory, 'pid'), `${identity.pid}\n`);
  await writeFile(join(directory, 'identity.json'), JSON.stringify(identity));
  if (exit !== undefined) await writeFile(join(directory, 'exit'), `${exit} ${Date.now()}\n`);
}

/** Writes the state that the agent of a kept session says it is in, as the agent would. */
export const tellStatus = (world: World, sessionId: string, status: string): Promise<void> =>
  writeFile(join(world.home, 'sessions', sessionId, 'status'), `${status}\n`);
