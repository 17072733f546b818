import type { Condition } from '#shared/domain/condition.ts';
import { comparisons, rank } from '#shared/domain/order.ts';
import { parseQuery, textOf, underline } from '#shared/domain/query.ts';
import { CommandFailure, exitCodes } from './exit-codes.ts';

/** What the help of every command that takes one says. */
export const queryHelp =
  'as in the search field: lane:crashed risk:>0 age:>1h -agent:codex "two words"';

/**
 * The conditions that match, in the order of the list: most at risk first. `now` is an instant. Throws
 * a `CommandFailure` that names the place when a part is not understood: a script must not act on more
 * than was meant.
 */
export function selectConditions(
  conditions: readonly Condition[],
  text: string,
  now: string,
): readonly Condition[] {
  const query = parseQuery(text);
  const [problem] = query.problems;
  if (problem !== undefined)
    throw new CommandFailure(exitCodes.wrongUsage, underline(text, problem));
  const nowMs = Date.parse(now);
  return conditions
    .map((condition) => ({ ...rank(condition), text: textOf(condition) }))
    .filter((searched) => query.test(searched, nowMs))
    .sort(comparisons.risk)
    .map(({ condition }) => condition);
}

/** Words of a command line as one query: a word with blanks in it was quoted, and stays one. */
export const joinWords = (words: readonly string[]): string =>
  words.map((word) => (/\s/u.test(word) && words.length > 1 ? quote(word) : word)).join(' ');

function quote(word: string): string {
  const [, key = '', value = ''] = /^(-?(?:[a-z]+:)?)(.*)$/su.exec(word) ?? [];
  return `${key}"${value.replaceAll('"', '')}"`;
}
