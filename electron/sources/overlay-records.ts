import { collectionOf, recordId, recordKinds } from '#shared/domain/records-document.ts';
import { addTo } from '#shared/domain/group-by.ts';
import type {
  RecordKind,
  Recorded,
  RecordKinds,
  RecordLists,
  RecordSet,
} from '#shared/domain/records.ts';
import type { KeptSource } from './source-memory.ts';

export interface KeptOfWorkspace extends KeptSource {
  readonly workspace: string;
}

type AnyRecorded = Recorded<RecordKinds[RecordKind]>;

/** Nothing else is found by the id of a worker or an item: two folders may use the same one. */
const isKnownByFolder = (kind: RecordKind): boolean => kind === 'worker' || kind === 'pipelineItem';

const nameOf = (kind: RecordKind, { record, workspace }: AnyRecorded): string =>
  isKnownByFolder(kind) ? `${recordId(record)}\n${workspace}` : recordId(record);

function ofSource(kind: RecordKind, { files, source, workspace }: KeptOfWorkspace): AnyRecorded[] {
  return files.flatMap(({ records }) =>
    // No row of the journal: whoever tried to write it would be refused as stale.
    (records?.[collectionOf[kind]] ?? []).map((record) => ({
      record,
      version: 1,
      source,
      workspace,
    })),
  );
}

export interface Overlay {
  readonly records: RecordSet;
  /** Records left out by folder and source, as another record has their id. */
  readonly leftOut: ReadonlyMap<KeptOfWorkspace, readonly string[]>;
}

/**
 * The journal's records and those of other systems in one set. Where two have the same id the journal's
 * counts, then the one that was found first.
 */
export function overlayRecords(own: RecordSet, kept: readonly KeptOfWorkspace[]): Overlay {
  const leftOut = new Map<KeptOfWorkspace, string[]>();
  const sets = recordKinds.map((kind) => {
    const collection = collectionOf[kind];
    const all: AnyRecorded[] = [...own[collection]];
    const seen = new Set(all.map((one) => nameOf(kind, one)));
    for (const source of kept)
      for (const one of ofSource(kind, source)) {
        const name = nameOf(kind, one);
        if (seen.has(name)) addTo(leftOut, source, `${kind} ${recordId(one.record)}`);
        else all.push(one);
        seen.add(name);
      }
    return [collection, all];
  });
  const lost = kept.flatMap(({ files }) => files.flatMap(({ lostRunIds }) => lostRunIds));
  const unreadable = [
    ...(own.unreadable ?? []),
    ...lost.map((id) => ({ kind: 'run', id }) as const),
  ];
  // One entry for each kind, with records of that kind only.
  const lists = Object.fromEntries(sets) as RecordLists;
  return { records: { ...lists, ...(unreadable.length > 0 && { unreadable }) }, leftOut };
}
