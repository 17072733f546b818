import type { EnvironmentReading, WorktreeEntry } from '#shared/domain/observation.ts';

/** Who keeps git's lock of a worktree; `unnamed`: its text names nobody who could be looked at. */
export type LockJudgement = 'none' | 'alive' | 'gone' | 'unknown' | 'unnamed';

/** A worktree's entry and who keeps its lock. */
export type LockSight = Pick<EnvironmentReading, 'worktree' | 'lockHolder'>;

/** An entry that no environment stands for. */
export const lockOf = (worktree: WorktreeEntry): LockSight => ({
  worktree,
  lockHolder: worktree.lockHolder,
});

/** Judges git's lock by the process that its text names. */
export function judgeLock({ worktree, lockHolder }: LockSight): LockJudgement {
  if (worktree?.locked === undefined) return 'none';
  if (lockHolder === undefined) return 'unknown';
  if (lockHolder.kind === 'unnamed') return 'unnamed';
  switch (lockHolder.process.kind) {
    case 'alive':
      return 'alive';
    case 'absent':
    case 'reused':
      return 'gone';
    case 'unknown':
      return 'unknown';
  }
}

/** The lock in words that follow “git holds it locked”. */
export function sayLock(reading: LockSight | undefined): string {
  const text = reading?.worktree?.locked?.reason;
  const reason = text === undefined || text === '' ? 'no reason given' : `“${oneLine(text)}”`;
  if (reading?.lockHolder?.kind !== 'named') return reason;
  const pid = `process ${reading.lockHolder.pid}`;
  const life = judgeLock(reading);
  if (life === 'gone') return `${reason}; ${pid} is gone`;
  return life === 'alive' ? `${reason}; ${pid} is alive` : `${reason}; ${pid} could not be judged`;
}

const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();
