import { isRetiredEnvironment } from '#shared/domain/environment.ts';
import { recordKinds } from '#shared/domain/records-document.ts';
import type { Recorded, RecordChange, RecordKind, RecordSet } from '#shared/domain/records.ts';
import { isActiveSession } from '#shared/domain/session.ts';
import type { Look } from '#electron/recover/look.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { observeFate } from '#electron/recover/session-fate.ts';
import type { Target } from '#electron/recover/target.ts';

export interface ForgottenRecord {
  readonly kind: RecordKind;
  readonly id: string;
  readonly record: unknown;
  readonly change: RecordChange;
}

/** A record with everything that hangs on it. */
export interface Forgettable {
  readonly target: Target;
  /** `kind:id`; undefined when the target is no record. */
  readonly own: string | undefined;
  readonly records: readonly ForgottenRecord[];
  /** A session among them that lives or may live, in words. */
  readonly living: string | undefined;
  /** Directories whose record goes while they stay. */
  readonly directories: readonly string[];
}

type Eyes = Pick<
  RecoverDeps,
  'observeProcess' | 'clock' | 'policy' | 'host' | 'store' | 'observePath'
>;

/** Gathers it. A run takes its tasks along, a task its sessions, checkpoints and environments. */
export async function forgettable(eyes: Eyes, target: Target, look: Look): Promise<Forgettable> {
  const { kind, id } = target.subject;
  const isKind = (name: string): name is RecordKind => recordKinds.some((one) => one === name);
  const none = { target, own: undefined, records: [], living: undefined, directories: [] };
  if (!isKind(kind)) return none;
  const set = look.records();
  const named = namedBy(set, kind, id);
  const records = named.flatMap(([of, one]) => {
    const recorded = eyes.store.get(of, one);
    return recorded === undefined ? [] : [forgotten(of, one, recorded)];
  });
  return {
    target,
    own: `${kind}:${id}`,
    records,
    living: await findLiving(eyes, look, set, named),
    directories: await findDirectories(eyes, set, named),
  };
}

type Name = readonly [RecordKind, string];

const forgotten = (kind: RecordKind, id: string, recorded: Recorded<unknown>): ForgottenRecord => ({
  kind,
  id,
  record: recorded.record,
  // Without an `after` the kinds do not differ.
  change: { kind, id, expectedVersion: recorded.version, after: undefined } as RecordChange,
});

function namedBy(set: RecordSet, kind: RecordKind, id: string): readonly Name[] {
  if (kind === 'run') {
    const tasks = set.tasks.filter(({ record }) => record.runId === id);
    return [['run', id], ...tasks.flatMap(({ record }) => namedBy(set, 'task', record.id))];
  }
  if (kind !== 'task') return [[kind, id]];
  const of = (taskId: string | undefined) => taskId === id;
  return [
    ['task', id],
    ...set.sessions.filter((one) => of(one.record.taskId)).map(nameOf('session')),
    ...set.checkpoints.filter((one) => of(one.record.taskId)).map(nameOf('checkpoint')),
    ...set.environments.filter((one) => of(one.record.taskId)).map(nameOf('environment')),
  ];
}

const nameOf =
  (kind: RecordKind) =>
  ({ record }: Recorded<{ readonly id: string }>): Name => [kind, record.id];

async function findLiving(
  eyes: Eyes,
  look: Look,
  set: RecordSet,
  named: readonly Name[],
): Promise<string | undefined> {
  const isNamed = (kind: RecordKind, id: string | undefined) =>
    named.some(([of, one]) => of === kind && one === id);
  for (const { record } of set.sessions) {
    const isOurs = isNamed('session', record.id) || isNamed('task', record.taskId);
    if (!isOurs || !isActiveSession(record)) continue;
    const fate = await observeFate(eyes, look, record);
    if (fate.kind === 'alive') return `Session ${record.id} is alive`;
    if (fate.kind === 'unknown') return `Whether session ${record.id} lives is not known`;
  }
  return undefined;
}

async function findDirectories(
  eyes: Eyes,
  set: RecordSet,
  named: readonly Name[],
): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const { record } of set.environments) {
    const isNamed = named.some(([kind, id]) => kind === 'environment' && id === record.id);
    if (!isNamed || isRetiredEnvironment(record)) continue;
    if (record.executionMode === 'shared_workspace' || record.executionMode === 'remote') continue;
    if ((await eyes.observePath(record.path)).kind === 'present') paths.push(record.path);
  }
  return paths;
}
