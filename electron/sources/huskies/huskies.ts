import { join } from 'node:path';
import { counted } from '#shared/domain/counted.ts';
import { listDirectory } from '#electron/sources/list-directory.ts';
import { readJsonc } from '#electron/sources/read-jsonc.ts';
import { readSourceFile, stateMaxBytes } from '#electron/sources/read-source-file.ts';
import type { SourcePart, SourceReader } from '#electron/sources/source-reading.ts';
import type { BadInput } from '#shared/domain/bad-input.ts';
import type { Result } from '#shared/result.ts';
import { huskiesCapabilities } from './capabilities.ts';
import { foldEvents } from './fold-events.ts';
import { parseEvents } from './read-events.ts';
import { itemsSchema, timersSchema } from './schemas.ts';
import { translateItems } from './translate-items.ts';

/** What a file holds, nothing where there is none; a fault goes to `faults`. */
async function take<T>(
  faults: SourcePart[],
  file: string,
  parse: (text: string, file: string) => Result<T, BadInput>,
): Promise<T | undefined> {
  const read = await readSourceFile(file, stateMaxBytes);
  if (read.kind === 'absent') return undefined;
  if (read.kind === 'unreadable') {
    faults.push({ ...read, file });
    return undefined;
  }
  const parsed = parse(read.text, file);
  if (parsed.ok) return parsed.value;
  faults.push({ kind: 'unreadable', file, message: parsed.error.message });
  return undefined;
}

/**
 * Reads what Huskies prints. Its items are in a database of its own, so its outputs are read where they
 * were put: `.huskies/rollcall/items.json` (from `/debug/crdt`) and `events.ndjson` (from its gateway),
 * beside the timers that it keeps in a file itself.
 */
export const huskies: SourceReader = {
  source: 'huskies',
  capabilities: huskiesCapabilities,
  marks: ['.huskies'],
  async read(workspace) {
    const root = join(workspace, '.huskies');
    if ((await listDirectory(root)).kind === 'absent') return undefined;
    const folder = join(root, 'rollcall');
    const files = {
      items: join(folder, 'items.json'),
      events: join(folder, 'events.ndjson'),
      timers: join(root, 'timers.json'),
    };
    const faults: SourcePart[] = [];
    const items = await take(faults, files.items, (text, file) =>
      readJsonc(itemsSchema, text, file),
    );
    const events = await take(faults, files.events, parseEvents);
    const timers = await take(faults, files.timers, (text, file) =>
      readJsonc(timersSchema, text, file),
    );
    const places = [root, folder, ...Object.values(files)];
    const pipelineItems = translateItems({
      items: items?.items ?? [],
      stories: foldEvents(events ?? []),
      timers: timers ?? [],
    });
    const note =
      items === undefined && events === undefined
        ? `its items are in a database of its own; only ${counted(timers?.length ?? 0, 'timer')} could be read`
        : undefined;
    const told = { kind: 'read', file: folder, records: { pipelineItems }, note } as const;
    return { source: 'huskies', parts: [told, ...faults], places };
  },
};
