import type { Clock } from '#shared/domain/clock.ts';
import type { EngineEntry, ProcessReading } from '#shared/domain/observation.ts';
import type { ProcessIdentity } from '#shared/domain/session.ts';
import { adoptIdentity, type AdoptDeps } from './adopt-identity.ts';
import {
  lookAtLog,
  parseExit,
  parsePid,
  sessionPaths,
  type RecordedExit,
  type SessionPaths,
} from './session-files.ts';
import { createKeptFiles, type FileReading, type KeptFiles, readStateFile } from './state-file.ts';
import {
  firstEngine,
  parseCommand,
  parseIdentity,
  parseStatus,
  type StartedCommand,
} from './session-state.ts';

export interface ObserveSessionDeps extends AdoptDeps {
  /** Name of the engine that looks: it sees its own sessions only. */
  readonly engine: string;
  readonly sessionsDir: string;
  readonly clock: Clock;
  readonly commands: KeptFiles<StartedCommand>;
  readonly identities: KeptFiles<ProcessIdentity>;
}

/** What is remembered of files that are written once and asked for every second. */
export const createKeptState = (
  clock: Clock,
): Pick<ObserveSessionDeps, 'commands' | 'identities'> => ({
  commands: createKeptFiles(parseCommand, clock),
  identities: createKeptFiles(parseIdentity, clock),
});

/** What a session's process came to, and the code it ended with when that was recorded. */
type Life = Pick<EngineEntry, 'process' | 'identity' | 'exitCode' | 'endedAt'>;

/** How long a shim gets to write the exit code of an agent that was just seen gone. */
const exitDueMs = 1000;
const lookEveryMs = 20;

/**
 * One session's directory. Undefined when it holds no session of this engine: another one's, nothing
 * was started from it yet, or it was forgotten and only the log is left. A damaged file makes the process `unknown` and is named.
 */
export async function observeSession(
  deps: ObserveSessionDeps,
  sessionId: string,
): Promise<EngineEntry | undefined> {
  const paths = sessionPaths(deps.sessionsDir, sessionId);
  const started = await deps.commands.read(paths.command);
  if ((started.kind === 'read' ? started.value.engine : firstEngine) !== deps.engine)
    return undefined;
  const life = await observeLife(deps, sessionId, paths, started);
  if (life === undefined) return undefined;
  const log = lookAtLog(paths.log);
  // Nonsense in it says nothing of the process, and is passed over.
  const told =
    life.process.kind === 'alive' ? await readStateFile(paths.status, parseStatus) : undefined;
  return {
    sessionId,
    ...life,
    ...(told?.kind === 'read' && { status: told.value }),
    ...(started.kind === 'read' && { cwd: started.value.cwd, command: started.value.command }),
    ...(log && { logPath: paths.log }),
    ...(log?.lastOutputMs !== undefined && {
      lastOutputAt: new Date(log.lastOutputMs).toISOString(),
    }),
  };
}

async function observeLife(
  deps: ObserveSessionDeps,
  sessionId: string,
  paths: SessionPaths,
  started: FileReading<StartedCommand>,
): Promise<Life | undefined> {
  const observedAt = deps.clock.now();
  const unknown = (why: string): Life => ({ process: { kind: 'unknown', why, observedAt } });
  const recorded = await deps.identities.read(paths.identity);
  const identity = recorded.kind === 'read' ? recorded.value : undefined;

  // The shim waited for this very process: once it wrote the code, no look at a pid says more.
  const exit = await readStateFile(paths.exit, parseExit);
  if (exit.kind === 'read') return ended(exit.value, identity, observedAt);
  if (exit.kind === 'bad') return unknown(exit.why);
  if (identity !== undefined) return lifeOf(deps, paths, identity);

  const pid = await readStateFile(paths.pid, parsePid);
  if (pid.kind === 'absent') return undefined;
  if (pid.kind === 'bad') return unknown(pid.why);
  if (started.kind !== 'read')
    return unknown(
      started.kind === 'bad'
        ? started.why
        : `${paths.command} is missing: who started it is unknown`,
    );
  const adopted = await adoptIdentity(deps, { sessionId, paths, started: started.value, pid });
  if (adopted.kind === 'unknown') return unknown(adopted.why);
  if (adopted.kind === 'identified') return lifeOf(deps, paths, adopted.identity);
  return { process: { kind: 'absent', observedAt } };
}

const ended = (
  { exitCode, endedAt }: RecordedExit,
  identity: ProcessIdentity | undefined,
  observedAt: string,
): Life => ({
  process: { kind: 'absent', observedAt },
  ...(identity && { identity }),
  exitCode,
  endedAt,
});

async function lifeOf(
  deps: ObserveSessionDeps,
  paths: SessionPaths,
  identity: ProcessIdentity,
): Promise<Life> {
  const process = await deps.observeProcess(identity);
  if (process.kind !== 'absent') return { process, identity };
  return (await awaitExit(deps, paths, identity, process)) ?? { process, identity };
}

/**
 * An agent seen gone whose shim still lives: its code is about to be written, and judging it before
 * would call a finished session crashed. The shim is older than its agent; a pid reused is younger.
 */
async function awaitExit(
  deps: ObserveSessionDeps,
  paths: SessionPaths,
  identity: ProcessIdentity,
  absent: ProcessReading,
): Promise<Life | undefined> {
  const shim = await readStateFile(paths.shimPid, parsePid);
  const isShimAlive = (): boolean => {
    const startTime = shim.kind === 'read' ? deps.processes.startTimeOf(shim.value) : undefined;
    if (startTime === undefined || identity.startTime === undefined) return false;
    return Number(startTime) <= Number(identity.startTime);
  };
  const dueMs = deps.clock.steadyMs() + exitDueMs;
  for (;;) {
    const isWaiting = isShimAlive();
    const exit = await readStateFile(paths.exit, parseExit);
    if (exit.kind === 'read') return ended(exit.value, identity, absent.observedAt);
    if (!isWaiting) return undefined;
    if (deps.clock.steadyMs() >= dueMs) {
      const why = `the agent is gone, but its supervisor (${paths.shimPid}) has not recorded how it ended`;
      return { process: { kind: 'unknown', why, observedAt: absent.observedAt }, identity };
    }
    await deps.clock.sleep(lookEveryMs);
  }
}
