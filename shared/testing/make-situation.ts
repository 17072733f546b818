import type { Observed } from '#shared/domain/observation.ts';
import { defaultPolicy } from '#shared/domain/policy.ts';
import type { Situation } from '#shared/domain/reconciliation.ts';
import type { Recorded, RecordKinds, RecordSet } from '#shared/domain/records.ts';
import { moments } from './moments.ts';

/** A record as the journal gives it back. */
export const recorded = <T>(
  record: T,
  overrides: Partial<Omit<Recorded<T>, 'record'>> = {},
): Recorded<T> => ({
  record,
  version: 1,
  source: 'rollcall',
  workspace: '/repos/shop',
  ...overrides,
});

interface PlainRecords {
  readonly runs?: readonly RecordKinds['run'][];
  readonly tasks?: readonly RecordKinds['task'][];
  readonly environments?: readonly RecordKinds['environment'][];
  readonly checkpoints?: readonly RecordKinds['checkpoint'][];
  readonly sessions?: readonly RecordKinds['session'][];
  readonly workers?: readonly RecordKinds['worker'][];
  readonly pipelineItems?: readonly RecordKinds['pipelineItem'][];
}

const each = <T>(records: readonly T[] = []): readonly Recorded<T>[] =>
  records.map((record) => recorded(record));

/** A record set from plain records, all at version 1 and of Rollcall's own journal. */
export const recordSet = (plain: PlainRecords = {}): RecordSet => ({
  runs: each(plain.runs),
  tasks: each(plain.tasks),
  environments: each(plain.environments),
  checkpoints: each(plain.checkpoints),
  sessions: each(plain.sessions),
  workers: each(plain.workers),
  pipelineItems: each(plain.pipelineItems),
});

/** A look that saw nothing, on the machine that `makeSession` names. */
export const observed = (overrides: Partial<Observed> = {}): Observed => ({
  host: 'desk',
  bootId: 'boot-1',
  engines: [],
  repositories: [],
  environments: [],
  unclaimed: [],
  observedAt: moments.now,
  ...overrides,
});

/** Everything the rules may look at; nothing recorded and nothing seen unless given. */
export const situation = (overrides: Partial<Situation> = {}): Situation => ({
  recorded: recordSet(),
  observed: observed(),
  policy: defaultPolicy,
  now: moments.now,
  firstSeen: new Map(),
  aliveBefore: new Set(),
  unreadableRunIds: new Set(),
  ...overrides,
});
