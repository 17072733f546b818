import { join } from 'node:path';
import { counted } from '#shared/domain/counted.ts';
import { listDirectory } from '#electron/sources/list-directory.ts';
import { readJsonc } from '#electron/sources/read-jsonc.ts';
import { onePicture } from '#electron/sources/one-picture.ts';
import type { SourceReader } from '#electron/sources/source-reading.ts';
import { takeFile } from '#electron/sources/take-file.ts';
import { huskiesCapabilities } from './capabilities.ts';
import { foldEvents } from './fold-events.ts';
import { parseEvents } from './read-events.ts';
import { itemsSchema, timersSchema } from './schemas.ts';
import { translateItems } from './translate-items.ts';

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
    const faults: string[] = [];
    const items = await takeFile(faults, files.items, (text, file) =>
      readJsonc(itemsSchema, text, file),
    );
    const events = await takeFile(faults, files.events, parseEvents);
    const timers = await takeFile(faults, files.timers, (text, file) =>
      readJsonc(timersSchema, text, file),
    );
    const places = [root, folder, ...Object.values(files)];
    const part = onePicture(folder, faults, () => ({
      records: {
        pipelineItems: translateItems({
          items: items?.items ?? [],
          stories: foldEvents(events ?? []),
          timers: timers ?? [],
        }),
      },
      note:
        items === undefined && events === undefined
          ? `its items are in a database of its own; only ${counted(timers?.length ?? 0, 'timer')} could be read`
          : undefined,
    }));
    return { source: 'huskies', parts: [part], places };
  },
};
