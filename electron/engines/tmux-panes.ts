import { setTimeout as sleep } from 'node:timers/promises';
import { createHash } from 'node:crypto';
import { isPid, isSessionId } from './session-files.ts';
import type { TmuxServer } from './tmux-server.ts';

/** One pane of the server. Those of another Rollcall home are not listed. */
export interface TmuxPane {
  readonly pid: number;
  /** The server's own name for the session, such as `$3`; unique while the server runs. */
  readonly tmuxSession: string;
  /** The Rollcall session id that the tmux session's name stands for. */
  readonly sessionId: string;
}

export type PanesReading =
  | { readonly kind: 'read'; readonly panes: readonly TmuxPane[] }
  /** Certain: nobody listens. `missingSocket`: or the socket was taken from under a server. */
  | { readonly kind: 'no_server'; readonly missingSocket?: string }
  | { readonly kind: 'unreadable'; readonly why: string };

/** The name of a session in tmux, which would turn a `.` into `_`; no id holds a `~`. */
export const tmuxNameOf = (sessionId: string): string => sessionId.replaceAll('.', '~');

/** The id that a tmux session's name stands for; a name that stands for none is taken as it is. */
function sessionIdOf(name: string): string {
  const id = name.replaceAll('~', '.');
  return isSessionId(id) ? id : name;
}

/** Marks the tmux sessions of one home, so that another home on the same machine leaves them alone. */
export const homeMark = (sessionsDir: string): string =>
  createHash('sha256').update(sessionsDir).digest('hex').slice(0, 16);

export const homeOption = '@rollcall_home';

// tmux allows no `:` in a session's name and prints control characters in it as escapes; it comes
// last all the same, so that no name can pass for another field.
const format = `#{pane_pid}:#{pane_dead}:#{session_id}:#{${homeOption}}:#{session_name}`;
const line = /^(?<pid>\d{1,10}):(?<dead>[01]):(?<id>\$\d+):(?<home>[0-9a-f]*):(?<name>.+)$/u;

/** A server that is ending answers nothing for a moment, then is gone. */
const maxAsks = 4;
const pauseMs = 50;

/** Every living pane of the server, or the admission that it could not be asked. */
export async function listPanes(server: TmuxServer, sessionsDir: string): Promise<PanesReading> {
  let why = '';
  for (let asks = 1; asks <= maxAsks; asks += 1) {
    const reach = await server.reach();
    if (reach.kind === 'unknown') return { kind: 'unreadable', why: reach.why };
    if (reach.kind === 'no_socket') return { kind: 'no_server', missingSocket: reach.path };
    if (reach.kind === 'ended') return { kind: 'no_server' };
    const listed = await server.run(['list-panes', '-a', '-F', format]);
    if (listed.ok) return parsePanes(listed.value, homeMark(sessionsDir));
    why = listed.error.message;
    await sleep(pauseMs * asks);
  }
  return { kind: 'unreadable', why: `The tmux server could not be asked: ${why}` };
}

/** Parses what `format` prints, one pane a line; `home` marks the sessions that are ours. */
export function parsePanes(text: string, home: string): PanesReading {
  const panes: TmuxPane[] = [];
  for (const one of text.split('\n')) {
    if (one === '') continue;
    const { pid, dead, id, home: mark, name } = line.exec(one)?.groups ?? {};
    if (pid === undefined || id === undefined || name === undefined || !isPid(Number(pid)))
      return {
        kind: 'unreadable',
        why: `tmux answered what cannot be read: “${one.slice(0, 200)}”.`,
      };
    if (dead === '1' || (mark !== '' && mark !== home)) continue;
    panes.push({ pid: Number(pid), tmuxSession: id, sessionId: sessionIdOf(name) });
  }
  return { kind: 'read', panes };
}
