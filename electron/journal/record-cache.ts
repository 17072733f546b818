import { collectionOf, recordKinds } from '#shared/domain/records-document.ts';
import type {
  Recorded,
  RecordKind,
  RecordKinds,
  RecordName,
  RecordSet,
} from '#shared/domain/records.ts';

/** Any record, whatever its kind. */
type AnyRecorded = Recorded<RecordKinds[RecordKind]>;

/** All records by kind, and the names of those that could not be read. */
export interface LoadedRecords {
  readonly byKind: Map<RecordKind, AnyRecorded[]>;
  readonly unreadable: readonly RecordName[];
}

export interface ChangedRecord {
  readonly kind: RecordKind;
  readonly id: string;
  /** Undefined when it was forgotten. */
  readonly now: AnyRecorded | undefined;
}

/** What was loaded last, kept up with this connection's own writes. */
export interface RecordCache {
  /** `mark` says whether anybody else has written since; a set once given never changes. */
  load(mark: number): RecordSet;
  /** After a write of this connection; `mark` as it was before that write. */
  change(mark: number, changed: readonly ChangedRecord[]): void;
  /** After a write that does not say what it changed. */
  drop(): void;
}

interface Kept {
  readonly mark: number;
  readonly byKind: Map<RecordKind, readonly AnyRecorded[]>;
  readonly unreadable: readonly RecordName[];
  /** `kind` → id → place in its list. */
  readonly places: Map<RecordKind, Map<string, number>>;
  set: RecordSet | undefined;
}

/** `read` loads all records by kind; `idOf` names one. */
export function createRecordCache(
  read: () => LoadedRecords,
  idOf: (record: RecordKinds[RecordKind]) => string,
): RecordCache {
  let kept: Kept | undefined;

  const keep = (mark: number): Kept => {
    const { byKind, unreadable } = read();
    const places = new Map(
      recordKinds.map((kind) => [
        kind,
        new Map((byKind.get(kind) ?? []).map(({ record }, place) => [idOf(record), place])),
      ]),
    );
    return { mark, byKind, unreadable, places, set: undefined };
  };

  return {
    load(mark) {
      const now = kept?.mark === mark ? kept : keep(mark);
      kept = now;
      return (now.set ??= asSet(now));
    },
    change(mark, changed) {
      const known = kept;
      if (known?.mark !== mark) {
        kept = undefined;
        return;
      }
      for (const one of changed) changeOne(known, one);
      // Where one was forgotten, every place after it has moved; one that could not be read may be mended.
      const isMoved = changed.some(({ now }) => now === undefined);
      if (isMoved || known.unreadable.length > 0) kept = undefined;
      else known.set = undefined;
    },
    drop: () => {
      kept = undefined;
    },
  };
}

function changeOne({ byKind, places }: Kept, { kind, id, now }: ChangedRecord): void {
  const list = byKind.get(kind) ?? [];
  const place = places.get(kind)?.get(id);
  if (now === undefined) return;
  if (place === undefined) {
    places.get(kind)?.set(id, list.length);
    byKind.set(kind, [...list, now]);
  } else byKind.set(kind, list.with(place, now));
}

function asSet({ byKind, unreadable }: Kept): RecordSet {
  const entries = recordKinds.map((kind) => [collectionOf[kind], byKind.get(kind) ?? []]);
  // Each collection holds exactly the rows of its own kind.
  const lists = Object.fromEntries(entries) as RecordSet;
  return unreadable.length === 0 ? lists : { ...lists, unreadable };
}
