import type { Condition } from '#shared/domain/condition.ts';
import { counted } from '#shared/domain/counted.ts';
import { groupBy } from '#shared/domain/group-by.ts';
import { lastPart } from '#shared/domain/last-part.ts';
import type { News } from '#shared/domain/news.ts';
import { reasonCatalogue } from '#shared/domain/reason.ts';

/** What was told, or need not be. */
export interface NewsMemory {
  /** Root causes and conditions, with when each was last there. Undefined before the first look. */
  readonly known: ReadonlyMap<string, number> | undefined;
  /** When it was looked last: what was there then is no news, however long ago that was. */
  readonly lookedMs?: number | undefined;
  /** Named causes, and conditions without one, that appeared in quiet hours. */
  readonly held: ReadonlySet<string>;
}

export const noNews: NewsMemory = { known: undefined, held: new Set() };

/** What goes and comes back within this is no news: a probe may fail for a moment. */
const forgetMs = 10 * 60_000;
const toldAtMost = 4;

/** Those of one reason in one place that begin within this of one another have one root cause. */
const togetherMs = 60_000;

const rootOf = ({ cause, subject, reason }: Condition): string =>
  cause?.id ?? `${subject.workspace} ${reason}`;

function tell(group: readonly Condition[]): News {
  const [first] = group;
  if (first === undefined) throw new Error('A root cause without conditions is none.');
  if (group.length === 1) return { title: first.title, body: first.message, conditionId: first.id };
  const reason = reasonCatalogue[first.reason].title;
  const named = group.slice(0, 3).map(({ title }) => title);
  const more = group.length - named.length;
  return {
    title:
      first.cause?.title ?? `${group.length} × ${reason} in ${lastPart(first.subject.workspace)}`,
    body: `${group.length} need you: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
    conditionId: first.id,
  };
}

const count = (groups: readonly (readonly Condition[])[]): number =>
  groups.reduce((sum, group) => sum + group.length, 0);

const summary = (title: string, groups: readonly (readonly Condition[])[]): News => ({
  title,
  body: `${counted(groups.length, 'cause')}, ${counted(count(groups), 'item needs', 'items need')} you.`,
  conditionId: null,
});

const sinceMs = ({ since }: Condition): number => Date.parse(since);

const isNamed = (group: readonly Condition[]): boolean =>
  group.some(({ cause }) => cause !== undefined);

/**
 * What of a group is news. A cause that the rules named is told once, whatever else it takes later;
 * without one, what began by itself is told although others of its kind still stand, unless it can wait
 * like them.
 */
function freshOf(
  root: string,
  group: readonly Condition[],
  known: ReadonlyMap<string, number>,
): readonly Condition[] {
  const told = group.filter(({ id }) => known.has(id));
  if (isNamed(group)) return told.length > 0 || known.has(root) ? [] : group;
  const toldMs = told.map(sinceMs);
  return group.filter((one) => {
    if (known.has(one.id) || (one.severity === 'low' && known.has(root))) return false;
    const ms = sinceMs(one);
    return toldMs.every((other) => Math.abs(other - ms) > togetherMs);
  });
}

/** What was known at the look before, without what has been gone for long since. */
function stillKnown({ known, lookedMs }: NewsMemory, nowMs: number): Map<string, number> {
  const entries = [...(known ?? [])];
  return new Map(entries.filter(([, ms]) => ms === lookedMs || nowMs - ms < forgetMs));
}

/** What waited in quiet hours, then what is new. */
function sayAll(
  waited: readonly (readonly Condition[])[],
  told: readonly (readonly [string, readonly Condition[]])[],
): readonly News[] {
  const some = waited.filter(({ length }) => length > 0);
  const groups = told.map(([, group]) => group);
  return [
    ...(some.length > 0 ? [summary('While it was quiet', some)] : []),
    ...(groups.length > toldAtMost
      ? [summary('Several things went wrong', groups)]
      : groups.map(tell)),
  ];
}

const isSome = ([, group]: readonly [string, readonly Condition[]]): boolean => group.length > 0;

/** By what a group is found again in the morning. */
const namesOf = ([root, group]: readonly [string, readonly Condition[]]): readonly string[] =>
  isNamed(group) ? [root] : group.map(({ id }) => id);

/**
 * What to tell after a look, and what to remember. The first look tells nothing: whoever has just
 * opened the window sees it. In quiet hours nothing is told; one sentence follows when they are over.
 */
export function nextNews(
  memory: NewsMemory,
  conditions: readonly Condition[],
  now: { readonly ms: number; readonly isQuiet: boolean },
): { readonly memory: NewsMemory; readonly news: readonly News[] } {
  const groups = [...groupBy(conditions, rootOf)];
  const known = stillKnown(memory, now.ms);
  const fresh = groups.map(([root, group]) => [root, freshOf(root, group, known)] as const);
  const told = memory.known === undefined ? [] : fresh.filter(isSome);
  for (const [root, group] of groups) {
    known.set(root, now.ms);
    for (const { id } of group) known.set(id, now.ms);
  }
  const next = { known, lookedMs: now.ms };
  if (now.isQuiet)
    return {
      memory: { ...next, held: new Set([...memory.held, ...told.flatMap(namesOf)]) },
      news: [],
    };
  const waited = groups.map(([root, group]) =>
    memory.held.has(root) ? group : group.filter(({ id }) => memory.held.has(id)),
  );
  return { memory: { ...next, held: new Set() }, news: sayAll(waited, told) };
}
