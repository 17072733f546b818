import { basename, join } from 'node:path';
import { counted } from '#shared/domain/counted.ts';
import { listDirectory } from '#electron/sources/list-directory.ts';
import { onePicture } from '#electron/sources/one-picture.ts';
import { readJsonc } from '#electron/sources/read-jsonc.ts';
import type { SourceReader } from '#electron/sources/source-reading.ts';
import { takeFile } from '#electron/sources/take-file.ts';
import { griteCapabilities } from './capabilities.ts';
import { printedSchema } from './schemas.ts';
import { toRecords, type Printed } from './to-records.ts';
import type { SessionOwner } from './translate-sessions.ts';

/** The system has been spelt in several ways. */
const spellings = ['grite', 'gritee', 'grit'];
const marks = [...spellings.map((name) => `.${name}`), '.brat'];

/** The actors of this machine: whoever else wrote a session ran it elsewhere. */
async function localActors(workspace: string): Promise<ReadonlySet<string>> {
  const actors = new Set<string>();
  for (const name of spellings) {
    const listing = await listDirectory(join(workspace, '.git', name, 'actors'));
    if (listing.kind === 'listed')
      for (const directory of listing.directories) actors.add(basename(directory));
  }
  return actors;
}

function noteOn(printed: readonly Printed[]): string | undefined {
  if (printed.length === 0)
    return 'its records are in a database of its own; nothing printed is here';
  const locks = printed.flatMap(({ data }) => data.locks).length;
  const advice = printed.flatMap(({ data }) => data.interventions.map(({ summary }) => summary));
  const notes = [...(locks > 0 ? [counted(locks, 'lock')] : []), ...advice];
  return notes.length === 0 ? undefined : notes.join('; ');
}

/**
 * Reads what Brat and Grite print. Their records are in a database that only one process may open, so
 * their answers are read where they were put: `.grite/rollcall/*.json`.
 */
export const grite: SourceReader = {
  source: 'grite',
  capabilities: griteCapabilities,
  marks,
  async read(workspace) {
    const places: string[] = [];
    const faults: string[] = [];
    const printed: Printed[] = [];
    for (const root of marks.map((mark) => join(workspace, mark))) {
      if ((await listDirectory(root)).kind === 'absent') continue;
      const folder = join(root, 'rollcall');
      places.push(root, folder);
      const listing = await listDirectory(folder);
      if (listing.kind === 'unreadable') faults.push(listing.message);
      const files = listing.kind === 'listed' ? listing.files : [];
      for (const file of files.filter((one) => one.endsWith('.json'))) {
        places.push(file);
        const answer = await takeFile(faults, file, (text, name) =>
          readJsonc(printedSchema, text, name),
        );
        if (answer !== undefined) printed.push({ file, data: answer.data });
      }
    }
    const [first] = places;
    if (first === undefined) return undefined;
    const actors = await localActors(workspace);
    const hostOf: SessionOwner['hostOf'] = (actor) =>
      actor !== undefined && actors.has(actor)
        ? undefined
        : `the machine of actor ${actor ?? 'unknown'}`;
    const told = toRecords(printed, workspace, hostOf);
    const part = onePicture(first, [...faults, ...told.faults], () => ({
      records: told.records,
      note: noteOn(printed),
    }));
    return { source: 'grite', parts: [part], places };
  },
};
