import { expect } from 'vitest';
import { parseRecordsDocument } from '#shared/contract/records-document.ts';
import { parseJsonText } from '#shared/contract/parse-json.ts';
import { parseQuery } from '#shared/domain/query.ts';
import { hashOfLink, parseDesktopArguments } from '#electron/desktop/desktop-arguments.ts';
import { commandReplaySafety } from '#electron/terminal/replay-safety.ts';
import { isInstant, isText, parser, type Parser } from './define-parser.ts';
import { at, session, task } from './sound-records.ts';
import { sourceParsers } from './source-parsers.ts';
import { storedParsers } from './stored-parsers.ts';
import { toldParsers } from './told-parsers.ts';

const worker = { taskId: 'w', workspacePath: '/w', lifecycle: 'running', startedAt: at };

const documents: Parser = {
  name: 'records document',
  samples: [
    { schemaVersion: 1, workspaceRoot: '/repos/shop' },
    { schemaVersion: 1, workspaceRoot: '/w', tasks: [task], sessions: [session] },
    { schemaVersion: 1, workspaceRoot: '/w', workers: [worker], theirs: { __proto__: null } },
  ].map((one) => JSON.stringify(one)),
  parse: (text) => {
    const parsed = parseRecordsDocument(text, 'records.json');
    if (!parsed.ok) {
      const { message, line } = parsed.error;
      expect(message).toMatch(/^records\.json, line \d+, column \d+, .+: expected .+, found /su);
      expect(line).toBeLessThanOrEqual(text.split('\n').length);
      return 'refused';
    }
    const { value } = parsed;
    expect(value.schemaVersion).toBe(1);
    for (const records of [value.tasks, value.sessions, value.environments])
      for (const record of records ?? []) {
        expect(Object.getPrototypeOf(record)).toBe(Object.prototype);
        isText(record.id);
        isInstant(record.updatedAt);
      }
    return 'taken';
  },
};

const json: Parser = {
  name: 'resume state',
  samples: ['{"step": 3}', '[1, "two", null]', '\u{FEFF}"x"', '-0.5e3'],
  parse: (text) => {
    const parsed = parseJsonText(text, 'state.json');
    if (parsed.ok) return 'taken';
    expect(parsed.error.message).toMatch(/^state\.json, line \d+, column \d+/u);
    return 'refused';
  },
};

/** What an operator, an agent or a link hands over. */
const handedParsers: readonly Parser[] = [
  documents,
  json,
  parser('command line', commandReplaySafety, ['git push && ls', 'npm test | tail'], isText),
  parser('link', hashOfLink, ['rollcall://item/session%3As'], (hash) =>
    expect(hash).toMatch(/^#\/item\/./u),
  ),
  parser(
    'arguments',
    (text) =>
      parseDesktopArguments(['app', ...text.split(' ')], { isDefaultApp: false, cwd: '/w' }),
    ['--home /x /repos', 'rollcall://item/x', 'sweep --json'],
    ({ home, folder }) => {
      for (const path of [home, folder])
        if (path !== undefined) expect(path.startsWith('/')).toBe(true);
    },
  ),
  parser(
    'query',
    parseQuery,
    ['lane:crashed -agent:x "two words"', 'risk:>0 age:<=1h'],
    (query, text) => {
      for (const { at: from, length, message } of query.problems) {
        expect(from + length).toBeLessThanOrEqual(text.length);
        isText(message);
      }
    },
  ),
];

/** Every parser of text that Rollcall did not write, with samples of what it is for. */
export const parsers: readonly Parser[] = [
  ...handedParsers,
  ...toldParsers,
  ...storedParsers,
  ...sourceParsers,
];
