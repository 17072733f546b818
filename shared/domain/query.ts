import type { Condition } from './condition.ts';
import { findQueryTest, isQueryKey, queryKeys, type QueryTest } from './query-keys.ts';
import { addTo } from './group-by.ts';

/** A condition as a query looks at it. */
export interface Searched {
  readonly condition: Condition;
  /** Everything readable of it, in lower case. */
  readonly text: string;
  /** Milliseconds since the epoch. */
  readonly sinceMs: number;
}

/** A part of a query that was not understood. */
export interface QueryProblem {
  /** Where it begins, in characters from 0, and how long it is. */
  readonly at: number;
  readonly length: number;
  /** What is wrong, and what may be typed instead. */
  readonly message: string;
}

export interface Query {
  /** `nowMs` in milliseconds since the epoch, for ages. */
  test(searched: Searched, nowMs: number): boolean;
  readonly problems: readonly QueryProblem[];
  /** Holds for everything. */
  readonly isEmpty: boolean;
  /** Words that have to be in the text, and all else it asks for. */
  readonly words: readonly string[];
  readonly others: string;
}

interface Term {
  /** Terms of one group hold if any of them does; all groups have to hold. */
  readonly group: string;
  readonly isNegated: boolean;
  readonly test: QueryTest;
  /** What it asks for, and whether that is a word of the text. */
  readonly value: string;
  readonly isWord: boolean;
}

/** A part of a query as it stands in the text. */
export interface QueryPart {
  readonly at: number;
  readonly whole: string;
  readonly isNegated: boolean;
  /** Before the colon; empty for words. */
  readonly key: string;
  /** In lower case. */
  readonly value: string;
  readonly isUnclosed: boolean;
}

/** `-key:value`, `key:"two words"`, `word`, `"two words"`, one after the other. */
const parts = /(-?)(?:([a-z]+):)?(?:"([^"]*)("?)|([^\s"]\S*|))/giy;

/** A value as it stands in a query behind its colon. Nothing can stand for a quotation mark in quotes. */
export const quoteValue = (value: string): string => (/^"|\s/u.test(value) ? `"${value}"` : value);

/** The parts of a query, one after the other, with everything but the blanks between them. */
export function readParts(text: string): readonly QueryPart[] {
  const found: QueryPart[] = [];
  parts.lastIndex = 0;
  for (let at = 0; at < text.length;) {
    if (/\s/.test(text.charAt(at))) {
      at += 1;
      continue;
    }
    parts.lastIndex = at;
    const match = parts.exec(text);
    const [whole = text.charAt(at), sign, key = '', quoted, close, plain = ''] = match ?? [];
    const length = Math.max(1, whole.length);
    found.push({
      at,
      whole: text.slice(at, at + length),
      isNegated: sign === '-',
      key: key.toLowerCase(),
      value: (quoted ?? plain).toLowerCase(),
      isUnclosed: quoted !== undefined && close === '',
    });
    at += length;
  }
  return found;
}

const searchText =
  (text: string): QueryTest =>
  (searched) =>
    searched.text.includes(text);

function readTerm(part: QueryPart, problems: QueryProblem[]): Term | null {
  const { at, whole, key, value, isNegated } = part;
  const tell = (message: string) => problems.push({ at, length: whole.length, message });
  if (part.isUnclosed) tell(`${whole} has no closing quotation mark`);
  if (!isQueryKey(key)) {
    const text = key === '' ? value : `${key}:${value}`;
    const test = searchText(text);
    return text === '' ? null : { group: `${at}`, isNegated, test, value: text, isWord: true };
  }
  // Still being typed: holds for everything until there is a value.
  if (value === '') return null;
  const test = findQueryTest(key, value);
  if (test === null) {
    tell(`“${whole}” is not understood; try ${queryKeys[key].example}`);
    return null;
  }
  // A range is narrowed by each part of it; names widen.
  const group = isNegated || queryKeys[key].isRange ? `${at}` : key;
  return { group, isNegated, test, value: `${key}:${value}`, isWord: false };
}

/**
 * Reads `lane:crashed reason:pid_reused risk:>0 age:>1h -agent:codex "two words"`. Different keys
 * narrow, the same key twice widens, a leading `-` excludes, other words search the text. A part
 * that is not understood restricts nothing and is told in `problems`, with its place.
 */
export function parseQuery(text: string): Query {
  const problems: QueryProblem[] = [];
  const groups = new Map<string, Term[]>();
  for (const part of readParts(text)) {
    const term = readTerm(part, problems);
    if (term !== null) addTo(groups, term.group, term);
  }
  const all = [...groups.values()];
  const terms = all.flat();
  const isWanted = ({ isWord, isNegated }: Term) => isWord && !isNegated;
  return {
    problems,
    isEmpty: all.length === 0,
    test: allOf(all.map((some) => anyOf(some.map(toTest)))),
    words: terms.filter(isWanted).map(({ value }) => value),
    others: terms
      .filter((term) => !isWanted(term))
      .map(({ value, isNegated }) => `${isNegated ? '-' : ''}${value}`)
      .join(' '),
  };
}

// Tens of thousands are tested for each typed character: a single test is asked itself, not a list.
const allOf = (tests: readonly QueryTest[]): QueryTest =>
  (tests.length === 1 && tests[0]) ||
  ((searched, nowMs) => tests.every((test) => test(searched, nowMs)));
const anyOf = (tests: readonly QueryTest[]): QueryTest =>
  (tests.length === 1 && tests[0]) ||
  ((searched, nowMs) => tests.some((test) => test(searched, nowMs)));
const toTest = ({ test, isNegated }: Term): QueryTest =>
  isNegated ? (searched, nowMs) => !test(searched, nowMs) : test;

/** Whether all that `query` holds for is among what `before` holds for. May say no where it is so. */
export const narrows = (before: Query, query: Query): boolean =>
  before.others === query.others &&
  before.words.every((word) => query.words.some((longer) => longer.includes(word)));

/** Everything readable of a condition, in lower case. */
export const textOf = (condition: Condition): string => {
  const { title, message, reason, subject, runId, taskId, agentId } = condition;
  return [title, message, reason, subject.workspace, subject.id, runId, taskId, agentId]
    .join(' ')
    .toLowerCase();
};

/** A condition made ready to be looked at by a query. */
export const toSearched = (condition: Condition): Searched => ({
  condition,
  text: textOf(condition),
  sinceMs: Date.parse(condition.since),
});

/** The query with its problem underlined, for a terminal: two lines and the message. */
export const underline = (text: string, { at, length, message }: QueryProblem): string =>
  [`  ${text}`, `  ${' '.repeat(at)}${'^'.repeat(length)}`, `${message}.`].join('\n');
