import type { StopError } from '#shared/domain/engine.ts';
import type { ProcessIdentity } from '#shared/domain/session.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { endTree } from './end-tree.ts';
import { sessionPaths } from './session-files.ts';
import { readStateFile } from './state-file.ts';
import { parseCommand } from './session-state.ts';
import { stopSession, type StopDeps } from './stop-session.ts';
import { listPanes, type TmuxPane } from './tmux-panes.ts';
import type { TmuxServer } from './tmux-server.ts';

export interface StopInTmuxDeps extends StopDeps {
  readonly engine: string;
  readonly identifyProcess: (pid: number) => Promise<ProcessIdentity | undefined>;
  readonly server: TmuxServer;
}

type Killed = { readonly killed: number };

const lookEveryMs = 25;

/**
 * Ends a session's process tree as any engine does, then what runs in further panes of its tmux
 * session, then that session, and looks whether tmux still lists it.
 */
export async function stopInTmux(
  deps: StopInTmuxDeps,
  sessionId: string,
  identity: ProcessIdentity,
): Promise<Result<Killed, StopError>> {
  const listed = await listPanes(deps.server, deps.sessionsDir);
  const panes = listed.kind === 'read' ? panesOf(listed.panes, sessionId) : [];
  const isElsewhere = listed.kind === 'read' && panes.every(({ pid }) => pid !== identity.pid);
  if (isElsewhere && !(await wasStartedHere(deps, sessionId)))
    if ((await deps.observeProcess(identity)).kind === 'alive')
      return err({
        kind: 'not_this_process',
        message: `Session ${sessionId}: no pane of that tmux session runs process ${identity.pid}; nothing was signalled.`,
      });
  // Who they are is noted before anything ends and a pid could be given away.
  const held = await Promise.all(panes.map(({ pid }) => deps.identifyProcess(pid)));
  const stopped = await stopSession(deps, sessionId, identity);
  if (!stopped.ok) return stopped;
  let { killed } = stopped.value;
  const statusFile = sessionPaths(deps.sessionsDir, sessionId).status;
  for (const { pid, startTime } of held.filter((one) => one !== undefined)) {
    if (startTime === undefined || pid === identity.pid) continue;
    const ended = await endTree(deps, { sessionId, statusFile, agent: { pid, startTime } });
    if (!ended.ok) return ended;
    killed += ended.value.killed;
  }
  const removed = await removeSession(deps, sessionId, panes);
  return removed.ok ? ok({ killed }) : removed;
}

const panesOf = (panes: readonly TmuxPane[], sessionId: string): readonly TmuxPane[] =>
  panes.filter((pane) => pane.sessionId === sessionId);

async function wasStartedHere(
  { engine, sessionsDir }: StopInTmuxDeps,
  sessionId: string,
): Promise<boolean> {
  const started = await readStateFile(sessionPaths(sessionsDir, sessionId).command, parseCommand);
  return started.kind === 'read' && started.value.engine === engine;
}

/** A session of the same name that was made meanwhile has another number and is left alone. */
async function removeSession(
  { clock, server, sessionsDir, verifyMs }: StopInTmuxDeps,
  sessionId: string,
  before: readonly TmuxPane[],
): Promise<Result<void, StopError>> {
  const numbers = new Set(before.map(({ tmuxSession }) => tmuxSession));
  const giveUpAtMs = clock.steadyMs() + verifyMs;
  for (;;) {
    const listed = await listPanes(server, sessionsDir);
    // A server that cannot be asked: the processes were seen gone, and that is what was promised.
    const left = listed.kind === 'read' ? panesOf(listed.panes, sessionId) : [];
    const [pane] = left.filter(({ tmuxSession }) => numbers.has(tmuxSession));
    if (pane === undefined) return ok(undefined);
    if (clock.steadyMs() >= giveUpAtMs)
      return err({
        kind: 'still_alive',
        message: `Session ${sessionId} was ended, but tmux still lists it; look at what holds it, then stop it again.`,
        pids: left.map(({ pid }) => pid),
      });
    await server.run(['kill-session', '-t', pane.tmuxSession]);
    await clock.sleep(lookEveryMs);
  }
}
