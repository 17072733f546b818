import { expect, test } from 'vitest';
import { createTemplates } from './templates-part.ts';

const template = (agent: string, start: readonly string[]) => ({
  agent,
  label: agent,
  start,
  resume: [agent, '--resume'],
  restart: [agent],
});

test('what an agent is started with changes only with a row in the audit', () => {
  const kept = new Map<string, unknown>();
  const audited: unknown[] = [];
  const templates = createTemplates({
    settings: {
      get: (key) => kept.get(key),
      set: (key, value) => void (value === undefined ? kept.delete(key) : kept.set(key, value)),
    },
    builtIn: [template('claude-code', ['claude']), template('codex', ['codex'])],
    audit: (name, before, after) => audited.push([name, before, after]),
  });
  const own = template('codex', ['sh', '-c', 'codex']);
  expect(templates.save(own).map(({ start }) => start)).toEqual([['claude'], own.start]);
  expect(templates.reset().map(({ start }) => start)).toEqual([['claude'], ['codex']]);
  expect(audited).toEqual([
    ['templates', undefined, [own]],
    ['templates', [own], undefined],
  ]);
});
