import type { Engine } from '#shared/domain/engine.ts';
import { forgetSession } from './forget-session.ts';
import { observeTmux } from './observe-tmux.ts';
import { withDefaults, type ProcessEngineDeps } from './process-engine.ts';
import { createKeptState } from './observe-session.ts';
import { createSettledSessions } from './settled-sessions.ts';
import { startInTmux } from './start-in-tmux.ts';
import { stopInTmux } from './stop-in-tmux.ts';
import { tmuxNameOf } from './tmux-panes.ts';
import { createTmuxServer, type TmuxServerDeps } from './tmux-server.ts';

export type TmuxEngineDeps = ProcessEngineDeps & Partial<Omit<TmuxServerDeps, 'baseEnv'>>;

const defaultSocketRoot = '/tmp';

/** Name of the server that `tmux -L` reaches: `rollcall`, or what `ROLLCALL_TMUX` says. */
export const tmuxSocketName = (env: Readonly<Record<string, string | undefined>>): string =>
  env['ROLLCALL_TMUX'] ?? 'rollcall';

/** What an operator types, in a terminal with this environment, to see a session. */
export function attachLine(
  sessionId: string,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const where = env['TMUX_TMPDIR'] === undefined ? '' : `TMUX_TMPDIR=${defaultSocketRoot} `;
  // Quoted: some shells expand a word that begins with `=`.
  return `${where}tmux -L ${tmuxSocketName(env)} attach -t '=${tmuxNameOf(sessionId)}'`;
}

/**
 * Runs agents in sessions of a tmux server of its own, so that an operator can attach to one. Beside
 * the process engine on one `sessionsDir`, under the same supervisor and with the same files; each
 * of the two sees its own sessions only.
 */
export function createTmuxEngine(deps: TmuxEngineDeps): Engine {
  const named = { ...withDefaults(deps), engine: 'tmux' };
  const server = createTmuxServer({
    tmuxFile: 'tmux',
    socketName: tmuxSocketName(named.baseEnv),
    socketRoot: defaultSocketRoot,
    askMs: 5000,
    ...named,
  });
  const all = {
    ...named,
    server,
    ...createKeptState(named.clock),
    settled: createSettledSessions(named),
  };
  return {
    name: all.engine,
    observe: () => observeTmux(all),
    start: (request) => startInTmux(all, request),
    stop: (sessionId, identity) => stopInTmux(all, sessionId, identity),
    forget: (sessionId) => forgetSession(all, sessionId),
  };
}
