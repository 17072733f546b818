import type { SessionStatus } from '#shared/domain/session.ts';
import { err, ok, type Result } from '#shared/result.ts';

export interface IllegalTransition {
  readonly kind: 'illegal_transition';
  readonly message: string;
}

const next: Readonly<Record<SessionStatus, SessionStatus | undefined>> = {
  spawned: 'ready',
  ready: 'running',
  running: 'handoff',
  handoff: undefined,
  exit: undefined,
};

const isLegal = (from: SessionStatus, to: SessionStatus): boolean =>
  from === to || (from !== 'exit' && (to === 'exit' || to === next[from]));

/**
 * Whether a session's record may go from one status to another: one step forward, or to `exit`, or
 * nowhere. `force` allows any move; the result then says so, for the audit.
 */
export function transitionSession(
  from: SessionStatus,
  to: SessionStatus,
  { force = false }: { readonly force?: boolean } = {},
): Result<{ readonly status: SessionStatus; readonly isForced: boolean }, IllegalTransition> {
  if (force || isLegal(from, to)) return ok({ status: to, isForced: force });
  const allowed =
    from === 'exit' ? 'it has ended' : `only ${next[from] ?? 'exit'} or exit may follow`;
  return err({
    kind: 'illegal_transition',
    message: `A session that is ${from} cannot become ${to}: ${allowed}. Force it if the record is wrong.`,
  });
}
