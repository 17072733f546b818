import type { Condition, Reason } from './condition.ts';
import { comparisons, rank, type Ranked } from './order.ts';
import { addTo, groupBy } from './group-by.ts';

/** What several conditions have in common. */
export interface SharedCause {
  readonly key: string;
  readonly reason: Reason;
  readonly workspace: string;
  /** Milliseconds since the epoch: the first of them. */
  readonly sinceMs: number;
  /** What they have in common, where the rules named it. */
  readonly title?: string;
}

/** A condition on the list, with the cause that `shareCauses` found for it. */
export interface Member extends Ranked {
  cause: SharedCause | null;
}

/** Conditions that share a cause, or (`cause: null`) the ones on their own. */
export interface Group<M extends Member = Member> {
  readonly key: string;
  readonly cause: SharedCause | null;
  readonly members: readonly M[];
}

/** Conditions of one cause begin within this of one another. */
const togetherMs = 60_000;

/** Conditions that may have one cause have the same key: the rules' own cause, else reason and place. */
export const causeKey = ({ cause, reason, subject }: Condition): string =>
  cause === undefined ? `${reason}|${subject.workspace}` : `cause|${cause.id}`;

function nameCause(members: readonly Member[]): SharedCause | null {
  const [first] = members;
  // The others may be acknowledged: what stands alone needs no heading.
  if (first === undefined || members.length < 2) return null;
  const { condition, sinceMs } = first;
  const { reason, subject, cause } = condition;
  const key = causeKey(condition);
  const shared = { reason, workspace: subject.workspace, sinceMs };
  return cause === undefined
    ? { key: `${key}|${sinceMs}`, ...shared }
    : { key, ...shared, title: cause.title };
}

/**
 * Gives those of one `causeKey` their shared cause: all of them the one that the rules named, and else
 * those that began within a minute of one another.
 */
export function shareCauses(alike: readonly Member[]): void {
  const dated = alike.toSorted((a, b) => a.sinceMs - b.sinceMs);
  const isNamed = dated[0]?.condition.cause !== undefined;
  let from = 0;
  for (let at = 1; at <= dated.length; at += 1) {
    const [last, next] = [dated[at - 1], dated[at]];
    const isTogether =
      last !== undefined &&
      next !== undefined &&
      (isNamed || next.sinceMs - last.sinceMs <= togetherMs);
    if (isTogether) continue;
    const together = dated.slice(from, at);
    const cause = nameCause(together);
    for (const member of together) member.cause = cause;
    from = at;
  }
}

/** Ranks conditions and finds their shared causes. */
export function toMembers(conditions: readonly Condition[]): readonly Member[] {
  const members = conditions.map((condition): Member => ({ ...rank(condition), cause: null }));
  const alike = groupBy(members, ({ condition }) => causeKey(condition));
  for (const some of alike.values()) shareCauses(some);
  return members;
}

/**
 * Puts together what has one cause. The given order is kept, between the groups (by their first) and
 * within them; what stands alone comes last.
 */
export function groupMembers<M extends Member>(ordered: readonly M[]): readonly Group<M>[] {
  const sharing = new Map<SharedCause, M[]>();
  const alone: M[] = [];
  for (const member of ordered) {
    if (member.cause === null) alone.push(member);
    else addTo(sharing, member.cause, member);
  }
  const groups = [...sharing].map(([cause, members]) => ({ key: cause.key, cause, members }));
  return alone.length === 0 ? groups : [...groups, ungrouped(alone)];
}

/** All of them in one group without a cause. */
export const ungrouped = <M extends Member>(members: readonly M[]): Group<M> => ({
  key: 'alone',
  cause: null,
  members,
});

/** The list as an operator first sees it: by cause, most at risk first. */
export const arrangeByCause = (conditions: readonly Condition[]): readonly Condition[] =>
  groupMembers(toMembers(conditions).toSorted(comparisons.risk)).flatMap((group) =>
    group.members.map((member) => member.condition),
  );
