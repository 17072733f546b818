import type { Policy } from '#shared/domain/policy.ts';
import type { Reconciliation } from '#shared/domain/reconciliation.ts';
import type { JudgedSession } from './judged-session.ts';

/** So many of those that were alive seem dead at once that the look itself is in doubt. */
export interface MassDeath {
  readonly died: readonly string[];
  readonly aliveBefore: number;
}

const isCrashed = ({ outcome }: JudgedSession): boolean =>
  outcome.kind === 'exited' || outcome.kind === 'gone' || outcome.kind === 'reused';

/**
 * The breaker: at least `massDeathCount` sessions, and more than `massDeathShare` of those alive at
 * the look before, turned dead. Nothing is concluded about any of them then. A session that ended
 * with code 0 is no sign of a bad look and does not count.
 */
export function holdBackMassDeath(
  judged: ReadonlyMap<string, JudgedSession>,
  aliveBefore: ReadonlySet<string>,
  policy: Policy,
): { judged: ReadonlyMap<string, JudgedSession>; massDeath: MassDeath | undefined } {
  const died: string[] = [];
  for (const id of aliveBefore) {
    const one = judged.get(id);
    if (one !== undefined && isCrashed(one)) died.push(id);
  }
  const isMass =
    died.length >= policy.massDeathCount && died.length > aliveBefore.size * policy.massDeathShare;
  if (!isMass) return { judged, massDeath: undefined };
  const held = new Map(judged);
  for (const id of died) {
    const one = held.get(id);
    if (one !== undefined) held.set(id, { ...one, outcome: { kind: 'held_back' } });
  }
  return { judged: held, massDeath: { died: died.toSorted(), aliveBefore: aliveBefore.size } };
}

/**
 * What the next look's breaker compares with. A mass death stays held back from look to look until
 * an operator asks for one (`isOperatorsLook`): what that look finds is taken as confirmed.
 */
export function aliveForNextLook(
  last: { readonly reconciliation: Reconciliation; readonly aliveBefore: ReadonlySet<string> },
  isOperatorsLook: boolean,
): ReadonlySet<string> {
  const { reconciliation, aliveBefore } = last;
  const isHeldBack = reconciliation.conditions.some(({ reason }) => reason === 'mass_death');
  return isHeldBack && !isOperatorsLook
    ? new Set([...aliveBefore, ...reconciliation.alive])
    : reconciliation.alive;
}
