import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '#shared/domain/clock.ts';
import type { RecordSet } from '#shared/domain/records.ts';
import type { ForeignSource, UnreadableSource } from '#shared/domain/source.ts';
import { overlayRecords, type KeptOfWorkspace, type Overlay } from './overlay-records.ts';
import { describeSources, type SourceLine } from './describe-sources.ts';
import { keepReading, type KeptSource } from './source-memory.ts';
import type { SourceReader, SourceReading } from './source-reading.ts';
import { stampPlaces } from './stamp-places.ts';

export interface SourceBookDeps {
  readonly clock: Clock;
  readonly readers: readonly SourceReader[];
}

/** What other systems have recorded for the watched folders, as it was read last. It writes nothing. */
export interface SourceBook {
  /**
   * Reads again what has changed, where a watch has told so or nobody has looked for a while; where
   * `isAsked`, everywhere. Bounded in time.
   */
  refresh(workspaces: readonly string[], isAsked: boolean): Promise<void>;
  /** Something in this folder's sources has changed: it is read at the next refresh. */
  poke(workspace: string): void;
  /** Changes with every reading that told something else. */
  revision(): number;
  /** The journal's records with theirs beside. */
  overlay(own: RecordSet): RecordSet;
  unreadable(): readonly UnreadableSource[];
  /** Directories in which such systems worked for this folder and which they name no more. */
  leftovers(workspace: string): readonly Leftover[];
  /** One line for each source that was found, for the settings and `sweep`. */
  lines(): readonly SourceLine[];
  /** Directories of which a change concerns a folder's sources. */
  watched(): ReadonlyMap<string, readonly string[]>;
}

export interface Leftover {
  readonly source: ForeignSource;
  readonly path: string;
}

interface Shelf {
  readonly kept: KeptSource;
  readonly stamp: string;
  readonly directories: readonly string[];
  readonly readMs: number;
}

/** The net below the watches: places are compared at least this often. */
const netMs = 5000;
/** What could not be read is tried again, changed or not. */
const retryMs = 30_000;
/** A disk that does not answer holds up nobody for longer. */
const patienceMs = 5000;

/** So long a file may be half written that its writer puts in place without a detour. */
const settleMs = 150;

/** What cannot be read may just be being written: it is read once more before it is told. */
async function readSettled(
  reader: SourceReader,
  workspace: string,
): Promise<SourceReading | undefined> {
  const reading = await reader.read(workspace);
  if (reading?.parts.every(({ kind }) => kind === 'read') !== false) return reading;
  await pause(settleMs);
  return reader.read(workspace);
}

type Places = Map<ForeignSource, readonly string[]>;

export function createSourceBook({ clock, readers }: SourceBookDeps): SourceBook {
  const shelves = new Map<string, Map<ForeignSource, Shelf>>();
  const places = new Map<string, Places>();
  const checkedMs = new Map<string, number>();
  const poked = new Set<string>();
  const flights = new Map<string, Promise<void>>();
  let revision = 0;
  let listed: { readonly revision: number; readonly all: readonly KeptOfWorkspace[] } | undefined;
  let shown: { readonly own: RecordSet; readonly revision: number; overlay: Overlay } | undefined;

  /** The same objects as long as nothing else was read: what an overlay has left out goes by them. */
  function kept(): readonly KeptOfWorkspace[] {
    if (listed?.revision !== revision) {
      const all = [...shelves].flatMap(([workspace, own]) =>
        [...own.values()].map((shelf) => ({ ...shelf.kept, workspace })),
      );
      listed = { revision, all };
    }
    return listed.all;
  }

  async function readOne(workspace: string, reader: SourceReader): Promise<void> {
    const { source } = reader;
    const own = shelves.get(workspace) ?? new Map<ForeignSource, Shelf>();
    const known = places.get(workspace) ?? new Map();
    shelves.set(workspace, own);
    places.set(workspace, known);
    const before = own.get(source);
    const marks = reader.marks.map((mark) => `${workspace}/${mark}`);
    const stamp = await stampPlaces(known.get(source) ?? marks);
    const isFaulty = before?.kept.files.some(({ fault }) => fault !== undefined) === true;
    const isRetried = isFaulty && clock.steadyMs() - before.readMs >= retryMs;
    if (known.has(source) && before?.stamp === stamp.text && !isRetried) return;
    const reading = await readSettled(reader, workspace);
    if (reading === undefined) {
      known.delete(source);
      if (own.delete(source)) revision += 1;
      return;
    }
    const next = keepReading(before?.kept, reading, clock.now());
    const isElsewhere = known.get(source)?.join('\n') !== reading.places.join('\n');
    known.set(source, reading.places);
    own.set(source, {
      kept: next,
      stamp: stamp.text,
      directories: stamp.directories,
      readMs: clock.steadyMs(),
    });
    revision += 1;
    // What was stamped before it was read must be all of it: else a change meanwhile would go unseen.
    if (isElsewhere) await readOne(workspace, reader);
  }

  async function read(workspace: string): Promise<void> {
    for (const reader of readers) await readOne(workspace, reader);
    checkedMs.set(workspace, clock.steadyMs());
  }

  function fly(workspace: string): Promise<void> {
    const known = flights.get(workspace);
    if (known !== undefined) return known;
    poked.delete(workspace);
    const flight = read(workspace).finally(() => flights.delete(workspace));
    flights.set(workspace, flight);
    return flight;
  }

  /** One that was begun before may have read already what has changed since. */
  const flyAfresh = (workspace: string): Promise<void> => {
    const again = (): Promise<void> => fly(workspace);
    return flights.get(workspace)?.then(again, again) ?? fly(workspace);
  };

  /** One that is under way was waited for already: a disk that hangs holds up one refresh, not each. */
  const isDue = (workspace: string): boolean =>
    !flights.has(workspace) &&
    (poked.has(workspace) || clock.steadyMs() - (checkedMs.get(workspace) ?? -Infinity) >= netMs);

  function forgetOthers(workspaces: ReadonlySet<string>): void {
    for (const workspace of shelves.keys()) {
      if (workspaces.has(workspace)) continue;
      if ((shelves.get(workspace)?.size ?? 0) > 0) revision += 1;
      for (const map of [shelves, places, checkedMs]) map.delete(workspace);
    }
  }

  const overlayOf = (own: RecordSet): Overlay => {
    if (shown === undefined || shown.own !== own || shown.revision !== revision)
      shown = { own, revision, overlay: overlayRecords(own, kept()) };
    return shown.overlay;
  };

  return {
    async refresh(workspaces, isAsked) {
      forgetOthers(new Set(workspaces));
      const all = [...new Set(workspaces)];
      const due = isAsked ? all.map(flyAfresh) : all.filter(isDue).map(fly);
      if (due.length === 0) return;
      // Without a hold on the process: a command that is done need not wait for it.
      await Promise.race([Promise.all(due), pause(patienceMs, undefined, { ref: false })]);
    },
    poke: (workspace) => void poked.add(workspace),
    revision: () => revision,
    overlay: (own) => (kept().length === 0 ? own : overlayOf(own).records),
    unreadable: () =>
      kept().flatMap(({ source, workspace, files }) =>
        files.flatMap(({ file, fault, readAt }) =>
          fault === undefined ? [] : [{ source, workspace, file, why: fault, readAt }],
        ),
      ),
    leftovers: (workspace) =>
      [...(shelves.get(workspace)?.values() ?? [])].flatMap(({ kept: { source, leftovers } }) =>
        leftovers.map((path) => ({ source, path })),
      ),
    lines: () => describeSources(kept(), readers, shown?.overlay.leftOut ?? new Map()),
    watched: () =>
      new Map(
        [...shelves].map(([workspace, own]) => [
          workspace,
          [...own.values()].flatMap(({ directories }) => directories),
        ]),
      ),
  };
}
