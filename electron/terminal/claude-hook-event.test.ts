import { expect, test } from 'vitest';
import { parseHookEvent } from './claude-hook-event.ts';
import { claudeEvents } from './testing-claude-events.ts';

test.each(Object.entries(claudeEvents))('understands a %s event', (name, event) => {
  const parsed = parseHookEvent(JSON.stringify(event));
  expect(parsed).toMatchObject({ ok: true, value: { name, sessionRef: event.session_id } });
});

test('keeps of a tool its name, its id and its command line, and nothing else', () => {
  expect(parseHookEvent(JSON.stringify(claudeEvents.PreToolUse))).toEqual({
    ok: true,
    value: {
      name: 'PreToolUse',
      sessionRef: '3f1c2a90-5d0e-4c1b-8c58-0d6f2f1b7a11',
      transcriptPath: '/home/op/.claude/projects/shop/3f1c2a90.jsonl',
      tool: { name: 'Bash', useId: 'toolu_01', command: 'git push origin HEAD' },
    },
  });
});

test('takes no reference that a command would read as an option, and says so', () => {
  for (const session_id of ['--dangerously-skip', '../x', 'a b', '', 7, 'x'.repeat(200)]) {
    const parsed = parseHookEvent(JSON.stringify({ hook_event_name: 'Stop', session_id }));
    expect(parsed).toMatchObject({ ok: true, value: { name: 'Stop' } });
    expect(parsed.ok && parsed.value.sessionRef).toBeUndefined();
  }
});

test.each([
  '',
  'null',
  '[]',
  '"x"',
  '{',
  '{"hook_event_name": 3}',
  '{"__proto__": {"hook_event_name": "Stop"}}',
])('says what is missing in %j', (text) =>
  expect(parseHookEvent(text)).toMatchObject({ ok: false }),
);
