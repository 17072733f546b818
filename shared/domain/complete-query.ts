import { causeKinds, lanes, reasons, severities, type Condition } from './condition.ts';
import { isQueryKey, queryKeys, type QueryKeyName } from './query-keys.ts';
import { quoteValue, readParts, type QueryPart } from './query.ts';

/** What could be typed next. */
export interface Completion {
  /** The part as it would stand in the query, such as `lane:crashed`. */
  readonly part: string;
  /** What it means; empty where it speaks for itself. */
  readonly about: string;
  /** The whole query with it. */
  readonly query: string;
  /** A value has to follow. */
  readonly isKey: boolean;
}

const shownAtMost = 10;
const knownAtMost = 200;

type NamedKey = 'workspace' | 'agent' | 'run' | 'source';
const namesOf: Readonly<Record<NamedKey, (condition: Condition) => string | undefined>> = {
  workspace: ({ subject }) => subject.workspace,
  agent: ({ agentId }) => agentId,
  run: ({ runId }) => runId,
  source: ({ subject }) => subject.source,
};

const fixed: Readonly<Record<Exclude<QueryKeyName, NamedKey>, readonly string[]>> = {
  lane: lanes,
  severity: severities,
  reason: reasons,
  cause: causeKinds,
  risk: ['>0', '>10', '0', 'unknown'],
  age: ['>1h', '>1d', '>7d', '<1h', '<1d'],
};

/** The values that a key can have; of names those that occur, in their order. */
export type ValuesOf = (key: QueryKeyName) => readonly string[];

function findNames(
  nameOf: (condition: Condition) => string | undefined,
  conditions: Iterable<Condition>,
): readonly string[] {
  const found = new Set<string>();
  for (const condition of conditions) {
    const name = nameOf(condition);
    if (name !== undefined && name !== '') found.add(name);
    if (found.size >= knownAtMost) break;
  }
  return [...found].toSorted();
}

/**
 * The values that keys can have among these conditions. All of them are gone through for the first
 * letter after a key, and not again for the next ones: there may be tens of thousands.
 */
export function createValuesOf(conditions: () => Iterable<Condition>): ValuesOf {
  const known = new Map<QueryKeyName, readonly string[]>();
  return (key) => {
    if (!(key in namesOf)) return fixed[key as keyof typeof fixed];
    // Checked above: the keys are either named or fixed.
    const found = known.get(key) ?? findNames(namesOf[key as NamedKey], conditions());
    known.set(key, found);
    return found;
  };
}

const keys = Object.keys(queryKeys).filter(isQueryKey);

/** The part that ends at the end of the text; none after a blank. */
function lastPart(text: string): QueryPart | undefined {
  const last = readParts(text).at(-1);
  return last !== undefined && last.at + last.whole.length === text.length ? last : undefined;
}

/**
 * What could stand where the text ends: values of the key that was begun, else keys. Nothing for
 * words that no key begins with, and for a value that is whole.
 */
export function completeQuery(text: string, valuesOf: ValuesOf): readonly Completion[] {
  const part = lastPart(text);
  const before = part === undefined ? text : text.slice(0, part.at);
  const sign = part?.isNegated === true ? '-' : '';
  const complete = (typed: string, about: string, isKey: boolean): Completion => ({
    part: `${sign}${typed}`,
    about,
    query: `${before}${sign}${typed}${isKey ? '' : ' '}`,
    isKey,
  });
  const { key = '', value = '' } = part ?? {};
  if (isQueryKey(key)) {
    const found = valuesOf(key).filter((one) => one.toLowerCase().includes(value));
    return found
      .slice(0, shownAtMost)
      .map((one) => complete(`${key}:${quoteValue(one)}`, '', false))
      .filter((one) => one.part !== part?.whole);
  }
  if (key !== '') return [];
  return keys
    .filter((one) => one.startsWith(value))
    .map((one) => complete(`${one}:`, queryKeys[one].about, true));
}

/** The query without one of its parts, with no blanks left behind. */
export const withoutPart = (text: string, { at, whole }: QueryPart): string =>
  `${text.slice(0, at).trimEnd()} ${text.slice(at + whole.length).trimStart()}`.trim();
