import { expect, test } from 'vitest';
import { makeFolder } from '#electron/sources/testing-folder.ts';
import { huskies } from './huskies.ts';
import { eventsFile, itemsFile, timersFile } from './testing-huskies.ts';

const itemsPath = '.huskies/rollcall/items.json';
const eventsPath = '.huskies/rollcall/events.ndjson';
const timersPath = '.huskies/timers.json';

async function readFiles(files: Readonly<Record<string, string>>) {
  using made = makeFolder(files);
  const [told] = (await huskies.read(made.folder))?.parts ?? [];
  return {
    items: told?.kind === 'read' ? (told.records.pipelineItems ?? []) : [],
    note: told?.kind === 'read' ? told.note : undefined,
    messages: told?.kind === 'unreadable' ? [told.message] : [],
  };
}

test('items, events and timers make one picture; what was deleted is not in it', async () => {
  const { items, messages } = await readFiles({
    [itemsPath]: itemsFile,
    [eventsPath]: eventsFile,
    [timersPath]: timersFile,
  });
  expect(messages).toEqual([]);
  expect(items).toEqual([
    {
      id: '42_story_login',
      stage: 'qa',
      enteredStageAt: '2023-11-14T22:13:20.000Z',
      mergeFailures: 1,
      blocked: true,
      lastError: 'retry limit exceeded',
      retryCount: 0,
      frozen: false,
      dependsOn: [],
    },
    {
      id: '42_story_my_feature',
      name: 'My feature',
      stage: 'coding',
      agent: 'coder-1',
      retryCount: 0,
      blocked: false,
      frozen: false,
      dependsOn: [],
      content_index: 'a1b2',
      is_deleted: false,
      scheduledAt: '2026-04-28T20:00:00Z',
    },
  ]);
});

test('failures are counted from the last merge that went well, or move back by hand', async () => {
  const event = (type: string, timestamp_ms: number, to_stage?: string) =>
    `${JSON.stringify({ type, story_id: 's', timestamp_ms, to_stage })}\n`;
  const count = async (...lines: string[]) =>
    (await readFiles({ [eventsPath]: lines.join('') })).items[0]?.mergeFailures;
  const fail = (at: number) => event('merge_failure', at);
  const move = (at: number, stage: string) => event('stage_transition', at, stage);
  expect(await count(fail(1), move(2, 'coding'), fail(3), move(4, '4_merge'), fail(5))).toBe(3);
  expect(await count(fail(1), fail(2), move(3, '5_done'), fail(4))).toBe(1);
  expect(await count(fail(2), move(3, 'backlog'), fail(1))).toBe(0);
});

test('events of other kinds are passed over, and a last line that is not whole yet is left', async () => {
  const { messages, items } = await readFiles({
    [eventsPath]: `{"type":"agent_started","x":1}\n${eventsFile}{"type":"stage_tr`,
  });
  expect([messages, items.length]).toEqual([[], 1]);
});

test('a line that is no event is named by its number', async () => {
  const { messages } = await readFiles({ [eventsPath]: `${eventsFile}{"type": }\n` });
  expect(messages).toEqual([expect.stringMatching(/events\.ndjson, line 4, column 10, /u)]);
});

test('without its outputs it says what is missing', async () => {
  const { note, items } = await readFiles({ [timersPath]: timersFile });
  expect(items).toEqual([]);
  expect(note).toMatch(/database of its own; only 1 timer could be read/u);
});
