import { basename, join } from 'node:path';
import { listDirectory } from '#electron/sources/list-directory.ts';
import { readPart } from '#electron/sources/read-part.ts';
import type { SourcePart, SourceReader } from '#electron/sources/source-reading.ts';
import { gesturaCapabilities } from './capabilities.ts';
import { checkpointSchema, environmentSchema, runSchema } from './schemas.ts';
import { translateEnvironment } from './translate-environment.ts';
import { translateCheckpoint, translateRun } from './translate.ts';

interface Gathered {
  readonly parts: SourcePart[];
  readonly places: string[];
}

const nameOf = (file: string): string => basename(file, '.json');

/** A file that cannot be read is known by its name to be about that run. */
const readRun =
  (environments: ReadonlySet<string>) =>
  async (file: string): Promise<SourcePart | undefined> => {
    const part = await readPart(file, runSchema, (value) => ({
      records: translateRun(value, environments),
    }));
    return part?.kind === 'unreadable' ? { ...part, runIds: [nameOf(file)] } : part;
  };

const readEnvironment = (file: string) =>
  readPart(file, environmentSchema, (value) => ({ records: translateEnvironment(value) }));

const readCheckpoint = (file: string) =>
  readPart(file, checkpointSchema, (value) => ({ records: translateCheckpoint(value) }));

/** Reads each file of a directory; gives the names of those that were there. */
async function gather(
  { parts, places }: Gathered,
  directory: string,
  read: (file: string) => Promise<SourcePart | undefined>,
  isWanted: (file: string) => boolean = () => true,
): Promise<ReadonlySet<string>> {
  places.push(directory);
  const listing = await listDirectory(directory);
  if (listing.kind === 'unreadable') parts.push({ ...listing, file: directory });
  if (listing.kind !== 'listed') return new Set();
  const files = listing.files.filter((file) => file.endsWith('.json') && isWanted(file));
  for (const file of files) {
    places.push(file);
    const part = await read(file);
    if (part !== undefined) parts.push(part);
  }
  return new Set(files.map(nameOf));
}

async function readSession(gathered: Gathered, directory: string): Promise<void> {
  const environments = await gather(gathered, join(directory, 'environments'), readEnvironment);
  const read = readRun(environments);
  const runs = await gather(gathered, join(directory, 'runs'), read);
  await gather(gathered, join(directory, 'checkpoints'), readCheckpoint);
  // Older ones kept runs beside these directories; a run that is in both counts once.
  await gather(gathered, directory, read, (file) => !runs.has(nameOf(file)));
}

/** Reads the runs, environments and checkpoints that Gestura's orchestrator keeps in a folder. */
export const gestura: SourceReader = {
  source: 'gestura',
  capabilities: gesturaCapabilities,
  marks: ['.gestura'],
  async read(workspace) {
    const root = join(workspace, '.gestura');
    const orchestrator = join(root, 'orchestrator');
    if ((await listDirectory(root)).kind === 'absent') return undefined;
    const gathered: Gathered = { parts: [], places: [root, orchestrator] };
    const sessions = await listDirectory(orchestrator);
    if (sessions.kind === 'unreadable') gathered.parts.push({ ...sessions, file: orchestrator });
    if (sessions.kind === 'listed')
      for (const directory of sessions.directories) await readSession(gathered, directory);
    return { source: 'gestura', ...gathered };
  },
};
