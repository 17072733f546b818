import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { must } from './must.ts';
import { makeAgentScript } from './repository.ts';
import { untilGone } from './until-gone.ts';
import type { World } from './world.ts';

/** An agent that `rollcall run --detach` started. */
export interface StartedAgent {
  readonly taskId: string;
  readonly sessionId: string;
  readonly pid: number;
  readonly environmentId: string;
  /** Where it works. */
  readonly path: string;
  /** The directory in which the engine keeps its files. */
  readonly sessionDirectory: string;
  /** Lets it end by itself with this code; resolves when it is gone. */
  end(code: number): Promise<void>;
  /** `kill -9`; resolves when it is gone. */
  kill(): Promise<void>;
  /** Kills its supervisor first, then it: nobody sees the end, as in a power cut. */
  killUnseen(): Promise<void>;
}

export interface AgentOptions {
  readonly task: string;
  readonly name?: string;
  /** `--isolated`, `--shared`, `--run R`, … */
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the pretend agent in `cwd`, supervised, and gives it once it was seen alive. */
export async function startAgent(
  world: World,
  cwd: string,
  { task, name = task, flags = [], env }: AgentOptions,
): Promise<StartedAgent> {
  const script = await makeAgentScript(world);
  const endFile = join(world.folder, `end-${task}`);
  const printed = must(
    await world.rollcall(
      `run --json --detach --task ${task} --name`
        .split(' ')
        .concat(name, flags, '--', 'sh', script, endFile, name),
      { cwd, ...(env === undefined ? {} : { env }) },
    ),
  );
  const { session, environment } = JSON.parse(printed);
  const sessionDirectory = join(world.home, 'sessions', session.id);
  const shim = Number(await readFile(join(sessionDirectory, 'shim.pid'), 'utf8'));
  world.endWithWorld(session.pid);
  return {
    taskId: task,
    sessionId: session.id,
    pid: session.pid,
    environmentId: environment.id,
    path: environment.path,
    sessionDirectory,
    async end(code) {
      // Under its name only once it is whole: the agent reads it as soon as it is there.
      await writeFile(`${endFile}.tmp`, `${code}\n`);
      await rename(`${endFile}.tmp`, endFile);
      while (!existsSync(join(sessionDirectory, 'exit'))) await setTimeout(10);
    },
    async kill() {
      process.kill(session.pid, 'SIGKILL');
      await untilGone(session.pid);
    },
    async killUnseen() {
      process.kill(shim, 'SIGKILL');
      process.kill(session.pid, 'SIGKILL');
      await untilGone(shim);
      await untilGone(session.pid);
    },
  };
}
