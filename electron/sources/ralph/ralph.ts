import { join } from 'node:path';
import { isThere } from '#electron/platform/files.ts';
import type { SourcePart, SourceReader } from '#electron/sources/source-reading.ts';
import { ralphCapabilities } from './capabilities.ts';
import { directories, stateFilesOf } from './directories.ts';
import { findLeftovers, workspacesOf } from './leftovers.ts';
import { readStateAndLock, withMarker } from './read-state.ts';

async function withMarkers(part: SourcePart, directory: string): Promise<readonly SourcePart[]> {
  if (part.kind === 'unreadable') return [part];
  const { workers = [] } = part.records;
  const marked = await Promise.all(workers.map((worker) => withMarker(worker, directory)));
  const records = { ...part.records, workers: marked.map(({ worker }) => worker) };
  return [{ ...part, records }, ...marked.flatMap(({ fault }) => fault ?? [])];
}

/** What cannot be looked at may be there: reading it will say why not. */
const mayBeThere = (path: string): Promise<boolean> => isThere(path).catch(() => true);

/** Reads the parallel workers that Ralph records for a repository. */
export const ralph: SourceReader = {
  source: 'ralph',
  capabilities: ralphCapabilities,
  marks: directories,
  async read(workspace) {
    const parts: SourcePart[] = [];
    const places: string[] = [];
    let isLocked = false;
    for (const directory of directories) {
      const root = join(workspace, directory);
      if (!(await mayBeThere(root))) continue;
      const cache = join(root, 'cache', 'parallel');
      const lock = join(root, 'lock');
      places.push(root, join(root, 'cache'), cache, lock, join(lock, 'owner'));
      isLocked ||= await mayBeThere(lock);
      for (const file of stateFilesOf(workspace, directory)) {
        places.push(file);
        for (const part of await readStateAndLock(file, join(lock, 'owner')))
          parts.push(...(await withMarkers(part, directory)));
      }
    }
    if (places.length === 0) return undefined;
    const recorded = parts.flatMap((part) =>
      part.kind === 'read'
        ? (part.records.workers ?? []).map(({ workspacePath }) => workspacePath)
        : [],
    );
    places.push(workspacesOf(workspace));
    // What cannot be read may name any of them; while the lock is held one may be being made.
    const isSettled = !isLocked && parts.every(({ kind }) => kind === 'read');
    const leftovers = isSettled ? await findLeftovers(workspace, recorded) : [];
    for (const part of parts)
      for (const worker of (part.kind === 'read' && part.records.workers) || [])
        for (const directory of directories)
          places.push(join(worker.workspacePath, directory, 'cache', 'parallel'));
    return { source: 'ralph', parts: onePerFile(parts), places, leftovers };
  },
};

/** The lock is read once for each of the state's names; it is told once. */
const onePerFile = (parts: readonly SourcePart[]): readonly SourcePart[] => [
  ...new Map(parts.map((part) => [part.file, part])).values(),
];
