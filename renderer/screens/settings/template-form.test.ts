import { describe, expect, it } from 'vitest';
import type { LaunchTemplate } from '#shared/domain/engine.ts';
import { readForm, toForm } from './template-form.ts';

const template: LaunchTemplate = {
  agent: 'claude-code',
  label: 'Claude Code',
  start: ['claude', '-p', '{prompt}', 'two words', 'a\nb'],
  resume: ['claude', '--resume', '{resumeRef}'],
  restart: ['{command…}'],
};
const form = toForm(template);
const errorsOf = (change: Partial<typeof form>, taken: readonly string[] = []) => {
  const read = readForm({ ...form, ...change }, taken);
  return read.ok ? {} : read.error;
};

describe('a launch template in fields', () => {
  it('comes back as it was, an argument with spaces or a line break included', () => {
    expect(readForm(form, [])).toEqual({ ok: true, value: template });
  });

  it('ignores empty lines', () => {
    expect(readForm({ ...form, restart: '\nclaude\n\n-p\n' }, [])).toMatchObject({
      value: { restart: ['claude', '-p'] },
    });
  });

  it('may leave out how to resume, never how to start', () => {
    expect(errorsOf({ resume: '' })).toEqual({});
    expect(errorsOf({ start: ' \n' })).toHaveProperty('start');
  });

  it('says beside the field which placeholder stands for nothing', () => {
    expect(errorsOf({ resume: 'claude\n{resumeref}' }).resume).toContain('{resumeref}');
    expect(errorsOf({ restart: 'sh\n-c\nx {command…}' }).restart).toContain('line of its own');
    expect(errorsOf({ start: 'sh\n-c\necho ${HOME} {"a":1}' })).toEqual({});
  });

  it('wants a name that is not taken', () => {
    expect(errorsOf({ agent: 'My Agent' })).toHaveProperty('agent');
    expect(errorsOf({ agent: 'codex' }, ['codex']).agent).toContain('already');
    expect(errorsOf({ label: ' ' })).toHaveProperty('label');
  });
});
