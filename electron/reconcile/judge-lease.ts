import type { Environment } from '#shared/domain/environment.ts';
import type { Lease, LeaseHolder } from '#shared/domain/lease.ts';
import type { EnvironmentReading, ProcessReading } from '#shared/domain/observation.ts';
import { lifeOf } from './session-outcome.ts';
import type { JudgedSession } from './judged-session.ts';

/** A lease, judged by its holder. Only a holder proven gone makes it `abandoned`. */
export type LeaseJudgement =
  | { readonly kind: 'free' }
  | { readonly kind: 'held' | 'expired' | 'abandoned' | 'unreadable'; readonly lease: Lease }
  /** `isOver`: its time has run out meanwhile. */
  | {
      readonly kind: 'unknown';
      readonly lease: Lease;
      readonly why: string;
      readonly isOver: boolean;
    };

interface Witnesses {
  readonly host: string;
  readonly nowMs: number;
  readonly judged: ReadonlyMap<string, JudgedSession>;
  /** Another system's: that it names no process is how it keeps its records, and no fault. */
  readonly isForeign?: boolean | undefined;
}

type HolderLife = 'alive' | 'gone' | 'unknown' | 'unnamed';

/** A pid without start time and boot may be anyone's: alive then proves nothing, absent still does. */
function lifeOfProcess(holder: LeaseHolder, seen: ProcessReading | undefined): HolderLife {
  if (holder.pid === undefined || !Number.isSafeInteger(holder.pid) || holder.pid <= 0)
    return 'unnamed';
  if (seen === undefined || seen.kind === 'unknown') return 'unknown';
  if (seen.kind === 'absent') return 'gone';
  if (holder.startTime === undefined && holder.bootId === undefined) return 'unknown';
  return seen.kind === 'alive' ? 'alive' : 'gone';
}

function lifeOfSession(
  holder: LeaseHolder,
  judged: ReadonlyMap<string, JudgedSession>,
): HolderLife {
  const session = holder.sessionId === undefined ? undefined : judged.get(holder.sessionId);
  if (session === undefined) return 'unnamed';
  const life = lifeOf(session.outcome);
  return life === 'alive' || life === 'unknown' ? life : 'gone';
}

/** The most life that any witness claims: nobody is called gone while one of them is in doubt. */
function lifeOfHolder(
  holder: LeaseHolder,
  seen: ProcessReading | undefined,
  { host, judged }: Witnesses,
): HolderLife {
  const lives = [lifeOfSession(holder, judged), lifeOfProcess(holder, seen)];
  if (lives.includes('alive')) return 'alive';
  if (holder.host !== undefined && holder.host !== host) return 'unknown';
  if (lives.includes('unknown')) return 'unknown';
  return lives.includes('gone') ? 'gone' : 'unnamed';
}

const isOver = (lease: Lease, nowMs: number): boolean =>
  lease.expiresAt !== undefined && Date.parse(lease.expiresAt) < nowMs;

const sayUnseen = ({ host }: LeaseHolder, here: string): string =>
  host !== undefined && host !== here
    ? `its holder is on ${host}, which cannot be looked at from here`
    : 'whether its holder lives could not be seen';

/** Judges an environment's lease by its session and by the process seen under the holder's pid. */
export function judgeLease(
  { lease }: Pick<Environment, 'lease'>,
  reading: EnvironmentReading | undefined,
  witnesses: Witnesses,
): LeaseJudgement {
  if (lease === undefined || lease.releasedAt !== undefined) return { kind: 'free' };
  switch (lifeOfHolder(lease.holder, reading?.leaseHolder, witnesses)) {
    case 'alive':
      return { kind: isOver(lease, witnesses.nowMs) ? 'expired' : 'held', lease };
    case 'unknown':
      return {
        kind: 'unknown',
        lease,
        why: sayUnseen(lease.holder, witnesses.host),
        isOver: isOver(lease, witnesses.nowMs),
      };
    case 'gone':
      return { kind: lease.token === '' ? 'unreadable' : 'abandoned', lease };
    case 'unnamed':
      return witnesses.isForeign === true
        ? { kind: 'unknown', lease, why: 'its own system names no process', isOver: false }
        : { kind: 'unreadable', lease };
  }
}
