import type { OfferedAction } from '#shared/domain/condition.ts';
import { judgeLock, type LockSight } from './lock-judgement.ts';
import { action } from './offered-actions.ts';

/** A person's lock names nobody: only a person can tell, so it is offered and never proposed. */
export function unlockAction(seen: LockSight | undefined): OfferedAction {
  const lock = seen === undefined ? 'unknown' : judgeLock(seen);
  if (lock === 'gone') return action('unlock');
  if (lock === 'unnamed')
    return action(
      'unlock',
      undefined,
      'Takes away a lock that names no holder, if you say that nobody needs it; changes no file in it.',
    );
  return action(
    'unlock',
    lock === 'alive'
      ? 'Its holder is alive; wait for it or stop it first.'
      : 'Whether its holder lives could not be seen; look again.',
  );
}

/** Where a lock keeps it from being taken away, the way out of that belongs beside it. */
export const unlockFirst = (seen: LockSight | undefined): readonly OfferedAction[] =>
  seen?.worktree?.locked === undefined ? [] : [unlockAction(seen)];
