import { mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { errorCode } from '#electron/platform/system-error.ts';
import { isThere } from '#electron/platform/files.ts';
import type { Clock } from '#shared/domain/clock.ts';
import type { StartError, StartRequest } from '#shared/domain/engine.ts';
import type { ProcessIdentity } from '#shared/domain/session.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { isSessionId, sessionPaths, type SessionPaths } from './session-files.ts';
import { withoutSecrets, type CommandFile } from './session-state.ts';

export interface PrepareDeps {
  /** Name of the engine that starts it. */
  readonly engine: string;
  readonly sessionsDir: string;
  readonly clock: Clock;
  readonly identifyProcess: (pid: number) => Promise<ProcessIdentity | undefined>;
  /** What a session inherits, before its own `env`. */
  readonly baseEnv: Readonly<Record<string, string | undefined>>;
}

/** A session directory that is ours alone, and what the shim is to be started with. */
export interface PreparedSession {
  readonly paths: SessionPaths;
  readonly env: NodeJS.ProcessEnv;
}

const notStarted = (message: string): Result<never, StartError> =>
  err({ kind: 'not_started', message });

/** Of an outer session: what it says is not true of the one that is started inside it. */
const ofOneSession = /^ROLLCALL_(?:SESSION|STATUS|TASK|RUN|RESUME_STATE|CHECKPOINT|SHIM_\w+)$/u;

/**
 * What a git that runs a hook or an alias tells its children: an agent that inherited it would read and
 * commit in that repository, wherever it works.
 */
const ofOuterGit =
  /^GIT_(?:DIR|WORK_TREE|COMMON_DIR|INDEX_FILE|PREFIX|NAMESPACE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES)$/u;

function sessionEnv(
  baseEnv: PrepareDeps['baseEnv'],
  request: StartRequest,
  { status }: SessionPaths,
): Record<string, string | undefined> {
  const inherited = Object.entries(baseEnv).filter(
    ([name]) => !ofOneSession.test(name) && !ofOuterGit.test(name),
  );
  return {
    ...Object.fromEntries(inherited),
    ...request.env,
    ROLLCALL_SESSION: request.sessionId,
    ROLLCALL_STATUS: status,
  };
}

/** Why a request can never be started as it stands; undefined when nothing speaks against it. */
async function objection({ sessionId, command, cwd }: StartRequest): Promise<string | undefined> {
  const [program] = command;
  if (!isSessionId(sessionId)) return `“${sessionId}” cannot be a session's id.`;
  if (program === undefined || program === '')
    return `Session ${sessionId} has no command; name the program to start.`;
  if (program.startsWith('-'))
    return `“${program}” is an option and not a program; name the program first.`;
  if (command.some((part) => part.includes('\0')))
    return `An argument of ${program} holds a NUL character, which no program can be given.`;
  if (!isAbsolute(cwd)) return `${cwd} is not an absolute path; name the directory in full.`;
  try {
    if (!(await stat(cwd)).isDirectory()) return `${cwd} is not a directory; name another one.`;
  } catch (error) {
    return `${cwd} cannot be worked in (${errorCode(error)}); recreate it or name another directory.`;
  }
  return undefined;
}

/** Writes `command.json`, which makes the id taken. False when somebody was faster. */
async function claim(paths: SessionPaths, content: CommandFile): Promise<boolean> {
  const draft = `${paths.command}.tmp`;
  // The draft is held while looking whether the id is taken, so two starts cannot both pass.
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(content, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  for (const taken of [paths.command, paths.pid, paths.exit]) {
    if (!(await isThere(taken))) continue;
    await rm(draft);
    return false;
  }
  await rename(draft, paths.command);
  return true;
}

/** Checks a request and takes its session's directory. Nothing runs yet. */
export async function prepareSession(
  { engine, sessionsDir, clock, identifyProcess, baseEnv }: PrepareDeps,
  request: StartRequest,
): Promise<Result<PreparedSession, StartError>> {
  const against = await objection(request);
  if (against !== undefined) return notStarted(against);
  const { sessionId, command, cwd } = request;
  const paths = sessionPaths(sessionsDir, sessionId);
  const self = await identifyProcess(process.pid);
  const content: CommandFile = {
    engine,
    command,
    cwd,
    env: withoutSecrets(request.env),
    startedAt: clock.now(),
    host: self?.host,
    bootId: self?.bootId,
  };
  try {
    await mkdir(paths.directory, { recursive: true, mode: 0o700 });
    if (!(await claim(paths, content)))
      return notStarted(`Session ${sessionId} was started before; start a new one.`);
    await writeFile(paths.log, '', { flag: 'a', mode: 0o600 });
  } catch (error) {
    const why = errorCode(error);
    return notStarted(
      why === 'EEXIST'
        ? `Session ${sessionId} is being started already; look at it before starting another.`
        : `${paths.directory} could not be written (${why}), so nothing was started; make room or mend its permissions.`,
    );
  }
  return ok({ paths, env: sessionEnv(baseEnv, request, paths) });
}
