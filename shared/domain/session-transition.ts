import { sessionStatuses, type SessionStatus } from './session.ts';

const next: Readonly<Record<SessionStatus, SessionStatus | undefined>> = {
  spawned: 'ready',
  ready: 'running',
  running: 'handoff',
  handoff: undefined,
  exit: undefined,
};

/** Whether a session's record may go there unforced: one step forward, or to `exit`, or nowhere. */
export const isLegalMove = (from: SessionStatus, to: SessionStatus): boolean =>
  from === to || (from !== 'exit' && (to === 'exit' || to === next[from]));

/** Whether it goes back, or out of `exit`. A start that takes several steps at once does not. */
export const isMoveBack = (from: SessionStatus, to: SessionStatus): boolean =>
  sessionStatuses.indexOf(to) < sessionStatuses.indexOf(from);
