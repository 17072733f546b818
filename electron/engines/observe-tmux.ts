import type { EngineEntry, EngineReading } from '#shared/domain/observation.ts';
import type { ObserveSessionDeps } from './observe-session.ts';
import { observeSessions } from './observe-sessions.ts';
import { isSessionId, sessionPaths } from './session-files.ts';
import { readStateFile } from './state-file.ts';
import { parseCommand } from './session-state.ts';
import type { SettledSessions } from './settled-sessions.ts';
import { listPanes, type TmuxPane } from './tmux-panes.ts';
import type { TmuxServer } from './tmux-server.ts';

export interface ObserveTmuxDeps extends ObserveSessionDeps {
  readonly settled: SettledSessions;
  readonly server: TmuxServer;
}

/**
 * The sessions that were started here, as their directories and processes tell, and those of the
 * server that were not: these under the name of the tmux session, with the process of its first pane.
 *
 * Nothing is asked of tmux while nobody listens at its socket, so a machine without tmux has simply
 * no such sessions. A socket that is missing although sessions live was removed from under the
 * server (cleaners of temporary directories do that): then what else it holds cannot be seen.
 */
export async function observeTmux(deps: ObserveTmuxDeps): Promise<EngineReading> {
  const recorded = await observeSessions(deps);
  if (recorded.kind === 'unreadable') return recorded;
  const { engine, entries, observedAt } = recorded;
  const unreadable = (why: string): EngineReading => ({
    kind: 'unreadable',
    engine,
    why,
    observedAt,
  });
  const panes = await listPanes(deps.server, deps.sessionsDir);
  if (panes.kind === 'unreadable') return unreadable(panes.why);
  if (panes.kind === 'read') {
    const strangers = await observeStrangers(deps, panes.panes, entries);
    return { kind: 'read', engine, entries: [...entries, ...strangers], observedAt };
  }
  const living = entries.find(({ process }) => process.kind === 'alive');
  if (panes.missingSocket === undefined || living === undefined) return recorded;
  return unreadable(
    `${panes.missingSocket} is missing although session ${living.sessionId} runs; send USR1 to its tmux server, which makes the socket again.`,
  );
}

/** One entry per tmux session that no directory of ours stands for. */
async function observeStrangers(
  deps: ObserveTmuxDeps,
  panes: readonly TmuxPane[],
  recorded: readonly EngineEntry[],
): Promise<readonly EngineEntry[]> {
  const known = new Set(recorded.map(({ sessionId }) => sessionId));
  const first = new Map<string, TmuxPane>();
  for (const pane of panes)
    if (!known.has(pane.sessionId) && !first.has(pane.sessionId)) first.set(pane.sessionId, pane);
  const entries = await Promise.all([...first.values()].map((pane) => observeStranger(deps, pane)));
  return entries.filter((entry) => entry !== undefined);
}

async function observeStranger(
  deps: ObserveTmuxDeps,
  { pid, sessionId }: TmuxPane,
): Promise<EngineEntry | undefined> {
  if (isSessionId(sessionId)) {
    const paths = sessionPaths(deps.sessionsDir, sessionId);
    const started = await readStateFile(paths.command, parseCommand);
    // About to be started, and listed from its directory once it runs.
    if (started.kind === 'read' && started.value.engine === deps.engine) return undefined;
    if (started.kind === 'bad') {
      const observedAt = deps.clock.now();
      return { sessionId, process: { kind: 'unknown', why: started.why, observedAt } };
    }
  }
  const identity = await deps.identifyProcess(pid);
  const process = await deps.observeProcess(identity ?? { pid });
  // Ended since tmux was asked.
  if (process.kind === 'absent') return undefined;
  const command = deps.processes.commandOf(pid);
  return {
    sessionId,
    process,
    ...(identity && { identity }),
    ...(process.kind === 'alive' && process.cwd !== undefined && { cwd: process.cwd }),
    ...(command && { command }),
  };
}
