import type { Recorded, RecordChange, RecordKinds } from '#shared/domain/records.ts';

type IdentifiedKind = Exclude<keyof RecordKinds, 'worker'>;

/** The change of a record that was read, expected to be as it was read. */
export function changeRecord<K extends IdentifiedKind>(
  kind: K,
  recorded: Recorded<RecordKinds[K]>,
  after: RecordKinds[K],
): RecordChange {
  const { version: expectedVersion } = recorded;
  // `kind` and `after` belong together by K; TypeScript does not narrow a union by a type parameter.
  return { kind, id: after.id, expectedVersion, after } as RecordChange;
}

/** A record that must not exist yet, written by Rollcall. */
export function addRecord<K extends IdentifiedKind>(
  kind: K,
  after: RecordKinds[K],
  workspace: string,
): RecordChange {
  // As above.
  return {
    kind,
    id: after.id,
    expectedVersion: 0,
    after,
    source: 'rollcall',
    workspace,
  } as RecordChange;
}
