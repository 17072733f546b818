import { expect } from 'vitest';
import { recordsDocumentSchema } from '#shared/contract/records-document.ts';
import type { BadInput } from '#shared/domain/bad-input.ts';
import type { Result } from '#shared/result.ts';
import {
  checkpointSchema,
  environmentSchema,
  runSchema,
} from '#electron/sources/gestura/schemas.ts';
import { gesturaFiles } from '#electron/sources/gestura/testing-gestura.ts';
import { translateEnvironment } from '#electron/sources/gestura/translate-environment.ts';
import { translateCheckpoint, translateRun } from '#electron/sources/gestura/translate.ts';
import { printedSchema } from '#electron/sources/grite/schemas.ts';
import { parseSessionBlock } from '#electron/sources/grite/session-block.ts';
import {
  blockOf,
  listed,
  locks,
  shown,
  shownByDaemon,
  status,
} from '#electron/sources/grite/testing-grite.ts';
import { toRecords } from '#electron/sources/grite/to-records.ts';
import { foldEvents } from '#electron/sources/huskies/fold-events.ts';
import { parseEvents } from '#electron/sources/huskies/read-events.ts';
import { itemsSchema, timersSchema } from '#electron/sources/huskies/schemas.ts';
import { eventsFile, itemsFile, timersFile } from '#electron/sources/huskies/testing-huskies.ts';
import { translateItems } from '#electron/sources/huskies/translate-items.ts';
import { parseBlockedPush } from '#electron/sources/ralph/blocked-push.ts';
import { parseLockOwner } from '#electron/sources/ralph/lock-owner.ts';
import { stateSchema } from '#electron/sources/ralph/state-schema.ts';
import {
  blockedPush,
  firstState,
  lockOwner,
  minimalState,
  mixedState,
} from '#electron/sources/ralph/testing-ralph.ts';
import { translateState } from '#electron/sources/ralph/translate-state.ts';
import { readJsonc } from '#electron/sources/read-jsonc.ts';
import type { SourceRecords } from '#electron/sources/source-reading.ts';
import { isCount, isText, parser, type Parser } from './define-parser.ts';

/** What is taken, or a refusal that names the file and a place in it. */
function valueOf<T>(parsed: Result<T, BadInput>, text: string): T | undefined {
  if (parsed.ok) return parsed.value;
  expect(parsed.error.message).toMatch(/^source, line \d+, column \d+, .+: expected .+, found /su);
  expect(parsed.error.line).toBeLessThanOrEqual(text.split('\n').length);
  return undefined;
}

/** Whatever is taken can be handed over as a document of records. */
const areRecords = (records: SourceRecords): void => {
  const { error } = recordsDocumentSchema.safeParse({
    schemaVersion: 1,
    workspaceRoot: '/w',
    ...records,
  });
  expect(error?.issues ?? []).toEqual([]);
};

const source = (
  name: string,
  parse: (text: string) => Result<SourceRecords, BadInput>,
  samples: readonly string[],
): Parser => parser(name, (text) => valueOf(parse(text), text), samples, areRecords);

const translated = <T>(
  parsed: Result<T, BadInput>,
  translate: (value: T) => SourceRecords,
): Result<SourceRecords, BadInput> =>
  parsed.ok ? { ok: true, value: translate(parsed.value) } : parsed;

const of = (kind: string): readonly string[] =>
  Object.entries(gesturaFiles('/w')).flatMap(([path, text]) =>
    path.includes(`/${kind}/`) ? [text] : [],
  );

/** Files that other systems keep, and what they print. */
export const sourceParsers: readonly Parser[] = [
  source(
    'ralph state',
    (text) =>
      translated(readJsonc(stateSchema, text, 'source'), (state) =>
        translateState(state, { kind: 'nobody' }),
      ),
    [mixedState, minimalState, firstState],
  ),
  parser(
    'ralph lock owner',
    (text) => valueOf(parseLockOwner(text, 'source'), text),
    [lockOwner],
    ({ pid, startedAt }) => {
      isCount(pid);
      expect(typeof startedAt).toBe('string');
    },
  ),
  parser('ralph blocked push', (text) => valueOf(parseBlockedPush(text, 'source'), text), [
    blockedPush,
  ]),
  source(
    'gestura run',
    (text) =>
      translated(readJsonc(runSchema, text, 'source'), (file) => translateRun(file, new Set())),
    of('runs'),
  ),
  source(
    'gestura environment',
    (text) => translated(readJsonc(environmentSchema, text, 'source'), translateEnvironment),
    of('environments'),
  ),
  source(
    'gestura checkpoint',
    (text) => translated(readJsonc(checkpointSchema, text, 'source'), translateCheckpoint),
    of('checkpoints'),
  ),
  source(
    'grite answer',
    (text) =>
      translated(
        readJsonc(printedSchema, text, 'source'),
        ({ data }) => toRecords([{ file: 'source', data }], '/w', () => undefined).records,
      ),
    [
      shown(blockOf('running')),
      shownByDaemon(blockOf('exit', { exit_code: -1 })),
      listed(),
      locks,
      status,
    ],
  ),
  parser('grite session block', parseSessionBlock, [blockOf('spawned')], (block) => {
    for (const [name, value] of Object.entries(block)) {
      isText(name);
      expect(typeof value).toBe('string');
    }
  }),
  source(
    'huskies items',
    (text) =>
      translated(readJsonc(itemsSchema, text, 'source'), ({ items }) => ({
        pipelineItems: translateItems({ items, stories: new Map(), timers: [] }),
      })),
    [itemsFile],
  ),
  source(
    'huskies events',
    (text) =>
      translated(parseEvents(text, 'source'), (events) => ({
        pipelineItems: translateItems({ items: [], stories: foldEvents(events), timers: [] }),
      })),
    [eventsFile],
  ),
  parser('huskies timers', (text) => valueOf(readJsonc(timersSchema, text, 'source'), text), [
    timersFile,
  ]),
];
