import { writeFile } from 'node:fs/promises';
import { errorCode } from '#electron/platform/system-error.ts';
import type { StartedSession, StartError, StartRequest } from '#shared/domain/engine.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { awaitAgent } from './await-agent.ts';
import { prepareSession, type PreparedSession } from './prepare-session.ts';
import { argvFileShim, encodeArgv, terminalLeader } from './session-shim.ts';
import type { StartDeps } from './start-session.ts';
import { homeMark, homeOption, tmuxNameOf } from './tmux-panes.ts';
import type { TmuxServer } from './tmux-server.ts';

export interface StartInTmuxDeps extends StartDeps {
  readonly server: TmuxServer;
}

/** Of the session that happened to start the server; no later one may inherit them. */
const ofOneSession = ['ROLLCALL_RESUME_STATE', 'ROLLCALL_CHECKPOINT'];

/**
 * `cat` for what the terminal shows. The one place where tmux takes only a shell's line: the path,
 * which is ours, is quoted for `sh`, and `#` and `%` for tmux, which would expand them.
 */
const logLine = (path: string): string =>
  `exec cat >>'${path.replaceAll("'", "'\\''").replaceAll('#', "##''").replaceAll('%', '%%')}'`;

/** What `-e` sets: ours, and what the client's own environment must not carry. */
const extraEnv = (env: NodeJS.ProcessEnv, directory: string): string[] =>
  Object.entries({
    ...Object.fromEntries(
      Object.entries(env).filter(([name]) => /^(?:ROLLCALL_|TMUX_TMPDIR$)/u.test(name)),
    ),
    ROLLCALL_SHIM_SHELL: env['SHELL'] ?? '',
    ROLLCALL_SHIM_DIRECTORY: directory,
  }).flatMap(([name, value]) => (value === undefined ? [] : ['-e', `${name}=${value}`]));

/**
 * One list, so that nothing comes between: the log is there before the agent's first word. The agent
 * gets the client's environment by way of `update-environment` and not by `-e`: arguments can be read
 * by every user of the machine, and a server shows those it was started with as long as it runs.
 */
function newSession(
  { sessionsDir }: Pick<StartInTmuxDeps, 'sessionsDir'>,
  { sessionId, cwd }: StartRequest,
  { paths, env }: PreparedSession,
): readonly string[] {
  const name = tmuxNameOf(sessionId);
  const target = `=${name}:`;
  // `-c` takes a format, and would run what a directory's name holds of one: so a fixed one.
  const inSession = ['-d', '-P', '-F', '#{session_id}', '-s', name, '-c', '#{@rollcall_cwd}'];
  const leader = ['/bin/sh', '-c', terminalLeader];
  const commands = [
    ['set-option', '-g', '@rollcall_cwd', cwd],
    ['set-option', '-g', 'update-environment', '*'],
    ...ofOneSession.map((variable) => ['set-environment', '-gu', variable]),
    ['new-session', ...inSession, ...extraEnv(env, paths.directory), ...leader],
    ['set-option', '-gu', 'update-environment'],
    ['set-option', '-t', target, homeOption, homeMark(sessionsDir)],
    ['set-option', '-t', target, 'destroy-unattached', 'off'],
    ['set-option', '-w', '-t', target, 'remain-on-exit', 'off'],
    ['pipe-pane', '-t', target, logLine(paths.log)],
  ];
  return commands.flatMap((command, place) => (place === 0 ? command : [';', ...command]));
}

/** Why there is no session. Once its id was printed there is one, whatever failed after that. */
async function makeSession(
  server: TmuxServer,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  const made = await server.run(args, env);
  return made.ok || made.error.printed.startsWith('$') ? undefined : made.error.message;
}

/**
 * Starts an agent in a tmux session of its own, which is named by the session's id and which an
 * operator may attach to. The agent has a terminal; what it shows is appended to `output.log`.
 */
export async function startInTmux(
  deps: StartInTmuxDeps,
  request: StartRequest,
): Promise<Result<StartedSession, StartError>> {
  const prepared = await prepareSession(deps, request);
  if (!prepared.ok) return prepared;
  const { paths, env } = prepared.value;
  const { sessionId, command } = request;
  const notStarted = (why: string) =>
    err<StartError>({
      kind: 'not_started',
      message: `Session ${sessionId} was not started in tmux: ${why}`,
    });
  try {
    await writeFile(paths.argv, encodeArgv(command), { mode: 0o600 });
    await writeFile(paths.shim, argvFileShim, { mode: 0o600 });
  } catch (error) {
    return notStarted(`${paths.directory} could not be written (${errorCode(error)}).`);
  }
  const args = newSession(deps, request, prepared.value);
  let failed = await makeSession(deps.server, args, env);
  // A server that ended with its last session may have been the one that was asked.
  if (failed !== undefined && (await deps.server.reach()).kind !== 'up')
    failed = await makeSession(deps.server, args, env);
  if (failed !== undefined) return notStarted(failed);
  const agent = await awaitAgent(deps, request, paths, { ended: () => undefined });
  return agent.ok ? ok({ sessionId, identity: agent.value, logPath: paths.log }) : agent;
}
