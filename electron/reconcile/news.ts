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
  /** Root causes that appeared in quiet hours. */
  readonly held: ReadonlySet<string>;
}

export const noNews: NewsMemory = { known: undefined, held: new Set() };

/** What goes and comes back within this is no news: a probe may fail for a moment. */
const forgetMs = 10 * 60_000;
const toldAtMost = 4;

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

/**
 * What to tell after a look, and what to remember. The first look tells nothing: whoever has just
 * opened the window sees it. In quiet hours nothing is told; one sentence follows when they are over.
 */
export function nextNews(
  memory: NewsMemory,
  conditions: readonly Condition[],
  now: { readonly ms: number; readonly isQuiet: boolean },
): { readonly memory: NewsMemory; readonly news: readonly News[] } {
  const groups = groupBy(conditions, rootOf);
  const known = new Map<string, number>();
  for (const [key, lastMs] of memory.known ?? [])
    if (now.ms - lastMs < forgetMs) known.set(key, lastMs);
  const isNew = ([root, group]: readonly [string, readonly Condition[]]): boolean =>
    !known.has(root) && group.every(({ id }) => !known.has(id));
  const fresh = memory.known === undefined ? [] : [...groups].filter(isNew);
  for (const [root, group] of groups) {
    known.set(root, now.ms);
    for (const { id } of group) known.set(id, now.ms);
  }
  if (now.isQuiet) {
    const held = new Set([...memory.held, ...fresh.map(([root]) => root)]);
    return { memory: { known, held }, news: [] };
  }
  const waited = [...memory.held].flatMap((root) => groups.get(root) ?? []);
  const waitedGroups = [...groupBy(waited, rootOf).values()];
  const told = fresh.map(([, group]) => group);
  return {
    memory: { known, held: new Set() },
    news: [
      ...(waitedGroups.length > 0 ? [summary('While it was quiet', waitedGroups)] : []),
      ...(told.length > toldAtMost ? [summary('Several things went wrong', told)] : told.map(tell)),
    ],
  };
}
