import { expect } from 'vitest';
import { parsePlace } from '#electron/desktop/parse-place.ts';
import { isPid } from '#electron/engines/session-files.ts';
import { parseCommand, parseIdentity } from '#electron/engines/session-state.ts';
import { parseOperation, parseOutcome, parsePlan } from '#electron/journal/stored-plan.ts';
import { parseTrashNote } from '#electron/recover/backup/trash-note.ts';
import { parseHookEvent } from '#electron/terminal/claude-hook-event.ts';
import { toolTitle } from '#electron/terminal/replay-safety.ts';
import { claudeEvents } from '#electron/terminal/testing-claude-events.ts';
import { makePlan, makePlanItem } from '#shared/testing/make-plan.ts';
import { isInstant, isText, parser, type Parser } from './define-parser.ts';
import { at } from './sound-records.ts';

const subject = { kind: 'task', id: 't', source: 'rollcall', workspace: '/w' };
const outcome = {
  conditionId: 'c',
  subject,
  title: 't',
  verb: 'resume',
  result: 'applied',
  why: 'Resumed.',
};
const plan = makePlan([makePlanItem({ preconditions: [{ fact: 'f', value: 'v' }] })]);

/** JSON in files and rows, beside the documents that are handed over. */
export const storedParsers: readonly Parser[] = [
  parser(
    'command.json',
    parseCommand,
    ['{"command":["a"],"cwd":"/w","startedAt":"2026-01-01T00:00:00Z","engine":"tmux"}'],
    ({ command, cwd, startedAt }) => {
      expect(command.length).toBeGreaterThan(0);
      for (const word of command) expect(typeof word).toBe('string');
      expect(cwd.startsWith('/')).toBe(true);
      isInstant(startedAt);
    },
  ),
  parser('identity.json', parseIdentity, ['{"pid":4121,"startTime":"8","host":"desk"}'], (one) => {
    expect(isPid(one.pid)).toBe(true);
    for (const text of [one.startTime, one.bootId, one.host])
      expect(['string', 'undefined']).toContain(typeof text);
  }),
  parser('stored plan', parsePlan, [JSON.stringify(plan)], ({ items }) => {
    for (const { subject, preconditions } of items) {
      isText(typeof subject.id);
      for (const { fact, value } of preconditions) expect(typeof (fact + value)).toBe('string');
    }
  }),
  parser('stored outcome', parseOutcome, [JSON.stringify(outcome)], ({ subject }) =>
    expect(typeof subject.id).toBe('string'),
  ),
  parser(
    'stored operation',
    parseOperation,
    [
      JSON.stringify({
        operationId: 'o',
        planId: 'p',
        verb: 'resume',
        state: 'done',
        items: [outcome],
        startedAt: at,
      }),
    ],
    ({ items, startedAt }) => {
      isInstant(startedAt);
      for (const item of items) expect(typeof item.subject.id).toBe('string');
    },
  ),
  parser(
    'trash note',
    parseTrashNote,
    [JSON.stringify({ verb: 'archive', path: '/w/x', workspace: '/w', at, bytes: 3 })],
    (note) => {
      isInstant(note.at);
      expect(note.path.startsWith('/')).toBe(true);
    },
  ),
  parser(
    'window.json',
    parsePlace,
    ['{"bounds":{"x":-10,"y":0,"width":900,"height":600},"isMaximized":true}'],
    ({ bounds }) => {
      expect(Math.max(...Object.values(bounds).map(Math.abs))).toBeLessThan(2 ** 31);
    },
  ),
  parser(
    'hook event',
    (text) => {
      const parsed = parseHookEvent(text);
      if (!parsed.ok) isText(parsed.error);
      return parsed.ok ? parsed.value : undefined;
    },
    Object.values(claudeEvents).map((event) => JSON.stringify(event)),
    ({ name, sessionRef = 'x', tool }) => {
      isText(name);
      expect(sessionRef).toMatch(/^\w[\w.-]*$/u);
      if (tool !== undefined) expect(toolTitle(tool)).toMatch(/^\S/u);
    },
  ),
];
