import { lanes, severities, type Condition } from '#shared/domain/condition.ts';
import { countRisk } from './order.ts';

/** What a filter looks at besides the condition. */
export interface FilterContext {
  readonly nowMs: number;
  /** Everything readable of a condition, in lower case. */
  readonly textOf: (condition: Condition) => string;
}

type Test = (condition: Condition, context: FilterContext) => boolean;

export interface Filter {
  readonly test: Test;
  /** Parts that were not understood, each with what may be typed instead. */
  readonly problems: readonly string[];
}

/** Words that can stand before a colon, each with an example for the help. */
export const filterKeys = {
  lane: 'lane:crashed',
  reason: 'reason:pid_reused',
  severity: 'severity:high',
  workspace: 'workspace:api',
  agent: 'agent:codex',
  run: 'run:41',
  source: 'source:rollcall',
  risk: 'risk:>0',
  age: 'age:>1h',
} as const;
type FilterKey = keyof typeof filterKeys;

const isFilterKey = (name: string): name is FilterKey => Object.hasOwn(filterKeys, name);

const unitMs: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

function compare(sign: string | undefined, limit: number): (value: number) => boolean {
  switch (sign) {
    case '>':
      return (value) => value > limit;
    case '>=':
      return (value) => value >= limit;
    case '<':
      return (value) => value < limit;
    case '<=':
      return (value) => value <= limit;
    default:
      return (value) => value === limit;
  }
}

function testRisk(value: string): Test | null {
  if (value === 'unknown') return (condition) => countRisk(condition.workAtRisk) === null;
  const parts = /^(>=|<=|>|<|=)?(\d+)$/.exec(value);
  if (parts === null) return null;
  const holds = compare(parts[1], Number(parts[2]));
  return (condition) => {
    const count = countRisk(condition.workAtRisk);
    // Nobody knows: neither more nor less than anything.
    return count !== null && holds(count);
  };
}

function testAge(value: string): Test | null {
  const parts = /^(>=|<=|>|<)(\d+)([smhd])$/.exec(value);
  if (parts === null) return null;
  const holds = compare(parts[1], Number(parts[2]) * (unitMs[parts[3] ?? 's'] ?? 0));
  return (condition, { nowMs }) => holds(nowMs - Date.parse(condition.since));
}

const contains =
  (read: (condition: Condition) => string | undefined, value: string): Test =>
  (condition) =>
    (read(condition) ?? '').toLowerCase().includes(value);

function testKey(key: FilterKey, value: string): Test | null {
  switch (key) {
    case 'lane':
      return lanes.some((lane) => lane === value) ? (one) => one.lane === value : null;
    case 'severity':
      return severities.some((severity) => severity === value)
        ? (one) => one.severity === value
        : null;
    case 'reason':
      return contains((one) => one.reason, value);
    case 'workspace':
      return contains((one) => one.subject.workspace, value);
    case 'agent':
      return contains((one) => one.agentId, value);
    case 'run':
      return contains((one) => one.runId, value);
    case 'source':
      return contains((one) => one.subject.source, value);
    case 'risk':
      return testRisk(value);
    case 'age':
      return testAge(value);
  }
}

interface Term {
  /** Terms of one group hold if any of them does; all groups have to hold. */
  readonly group: string;
  readonly isNegated: boolean;
  readonly test: Test;
}

function parseTerm(token: string, problems: string[]): Term | null {
  const isNegated = token.length > 1 && token.startsWith('-');
  const bare = isNegated ? token.slice(1) : token;
  const colon = bare.indexOf(':');
  const key = bare.slice(0, Math.max(0, colon)).toLowerCase();
  if (!isFilterKey(key)) {
    const text = bare.toLowerCase();
    return { group: token, isNegated, test: (one, { textOf }) => textOf(one).includes(text) };
  }
  const value = bare.slice(colon + 1).toLowerCase();
  // Still being typed: holds for everything until there is a value.
  if (value === '') return null;
  const test = testKey(key, value);
  if (test === null) problems.push(`“${bare}” is not understood; try ${filterKeys[key]}`);
  // A range is narrowed by each part of it; names widen.
  const isRange = key === 'risk' || key === 'age';
  return test && { group: isNegated || isRange ? token : key, isNegated, test };
}

/**
 * Reads `lane:crashed reason:pid_reused risk:>0 age:>1h -agent:codex "two words"`. Different keys
 * narrow, the same key twice widens, a leading `-` excludes, other words search the text. A part
 * that is not understood restricts nothing and is told in `problems`.
 */
export function parseFilter(query: string): Filter {
  const problems: string[] = [];
  const groups = new Map<string, Term[]>();
  for (const [, quoted, plain] of query.matchAll(/"([^"]*)"?|(\S+)/g)) {
    const token = quoted ?? plain ?? '';
    const term = token === '' ? null : parseTerm(token, problems);
    if (term !== null) groups.set(term.group, [...(groups.get(term.group) ?? []), term]);
  }
  const all = [...groups.values()];
  return {
    problems,
    test: (condition, context) =>
      all.every((terms) => terms.some((term) => term.test(condition, context) !== term.isNegated)),
  };
}

/** Everything readable of a condition in lower case, computed once per condition object. */
export function createTextOf(): (condition: Condition) => string {
  const texts = new WeakMap<Condition, string>();
  return (condition) => {
    const known = texts.get(condition);
    if (known !== undefined) return known;
    const { title, message, reason, subject, runId, agentId } = condition;
    const text = [title, message, reason, subject.workspace, subject.id, runId, agentId]
      .join(' ')
      .toLowerCase();
    texts.set(condition, text);
    return text;
  };
}
