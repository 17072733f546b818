import { lanes, severities, type Condition } from './condition.ts';
import { countRisk } from './order.ts';
import type { Searched } from './query.ts';

export type QueryTest = (searched: Searched, nowMs: number) => boolean;

export interface QueryKey {
  /** For the help, and for the words on what was not understood. */
  readonly example: string;
  readonly about: string;
  /** Takes `>`, `>=`, `<`, `<=`; two of them narrow. */
  readonly isRange: boolean;
}

const name = (example: string, about: string): QueryKey => ({ example, about, isRange: false });
const range = (example: string, about: string): QueryKey => ({ example, about, isRange: true });

/** Words that can stand before a colon. */
export const queryKeys = {
  lane: name('lane:crashed', lanes.join(', ')),
  reason: name('reason:pid_reused', 'any part of a reason'),
  cause: name(
    'cause:reboot',
    'reboot, volume, repository, coordinator, mass_death, or a part of its title',
  ),
  severity: name('severity:high', severities.join(', ')),
  workspace: name('workspace:api', 'any part of its path'),
  agent: name('agent:codex', 'any part of an agent’s name'),
  run: name('run:41', 'any part of a run’s id'),
  source: name('source:rollcall', 'whose record it is'),
  risk: range('risk:>0', 'files and commits that would be lost; or risk:unknown'),
  age: range('age:>1h', 'in s, m, h or d'),
} as const satisfies Readonly<Record<string, QueryKey>>;
export type QueryKeyName = keyof typeof queryKeys;

export const isQueryKey = (text: string): text is QueryKeyName => Object.hasOwn(queryKeys, text);

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

function testRisk(value: string): QueryTest | null {
  if (value === 'unknown') return ({ condition }) => countRisk(condition.workAtRisk) === null;
  const parts = /^(>=|<=|>|<|=)?(\d+)$/.exec(value);
  if (parts === null) return null;
  const holds = compare(parts[1], Number(parts[2]));
  return ({ condition }) => {
    const count = countRisk(condition.workAtRisk);
    // Nobody knows: neither more nor less than anything.
    return count !== null && holds(count);
  };
}

function testAge(value: string): QueryTest | null {
  const parts = /^(>=|<=|>|<)(\d+)([smhd])$/.exec(value);
  if (parts === null) return null;
  const holds = compare(parts[1], Number(parts[2]) * (unitMs[parts[3] ?? 's'] ?? 0));
  return ({ sinceMs }, nowMs) => holds(nowMs - sinceMs);
}

/** Thousands of conditions share a few names: each name is looked at once. */
function contains(read: (condition: Condition) => string | undefined, value: string): QueryTest {
  const known = new Map<string, boolean>();
  let last: string | null = null;
  let answer = false;
  return ({ condition }) => {
    const found = read(condition) ?? '';
    if (found === last) return answer;
    last = found;
    answer = known.get(found) ?? found.toLowerCase().includes(value);
    known.set(found, answer);
    return answer;
  };
}

/** The test of a key's value (in lower case), or null when the key takes no such value. */
export function findQueryTest(key: QueryKeyName, value: string): QueryTest | null {
  switch (key) {
    case 'lane':
      return lanes.some((lane) => lane === value)
        ? ({ condition }) => condition.lane === value
        : null;
    case 'severity':
      return severities.some((severity) => severity === value)
        ? ({ condition }) => condition.severity === value
        : null;
    case 'reason':
      return contains((one) => one.reason, value);
    case 'cause':
      return contains(({ cause }) => cause && `${cause.kind} ${cause.id} ${cause.title}`, value);
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
