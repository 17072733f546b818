import { describe, expect, it } from 'vitest';
import type { LaunchTemplate } from '#shared/domain/engine.ts';
import { expandTemplate } from './expand-template.ts';
import { builtInTemplates, templateFor } from './launch-templates.ts';

const commandOf = (args: readonly string[], values: object) => {
  const expanded = expandTemplate(args, { agent: 'claude-code', ...values });
  return expanded.ok ? expanded.value : expanded.error;
};

describe('a launch template', () => {
  it.each([
    ['claude-code', ['claude', '--resume', 'ref-1']],
    ['codex', ['codex', 'resume', 'ref-1']],
    ['opencode', ['opencode', '--session', 'ref-1']],
    ['aider', ['aider', '--model', 'x', '--restore-chat-history']],
    ['custom', ['aider', '--model', 'x']],
  ])('resumes %s by its own command', (agent, expected) => {
    const { resume } = templateFor(agent, undefined);
    expect(commandOf(resume, { resumeRef: 'ref-1', command: ['aider', '--model', 'x'] })).toEqual(
      expected,
    );
  });

  it('restarts every agent by the command first recorded', () => {
    for (const { restart } of builtInTemplates)
      expect(commandOf(restart, { command: ['./agent', 'a b'] })).toEqual(['./agent', 'a b']);
  });

  it('keeps a value in one argument, whatever it holds', () => {
    const prompt = 'fix "it"; rm -rf $HOME\n{resumeRef} {command…}';
    expect(commandOf(['claude', '--print={prompt}', '{prompt}'], { prompt })).toEqual([
      'claude',
      `--print=${prompt}`,
      prompt,
    ]);
  });

  it('names agent and placeholder when a value is not known', () => {
    expect(commandOf(['claude', '--resume', '{resumeRef}'], {})).toMatchObject({
      kind: 'value_missing',
      placeholder: 'resumeRef',
      message: expect.stringMatching(/claude-code.*\{resumeRef\}/u) as unknown,
    });
    expect(commandOf(['{command…}'], { command: [] })).toMatchObject({ kind: 'value_missing' });
  });

  it('refuses a value that would be taken for an option', () => {
    const args = ['codex', 'resume', '{resumeRef}'];
    expect(commandOf(args, { resumeRef: '--dangerous' })).toMatchObject({
      kind: 'value_is_option',
    });
    expect(commandOf(['x', '--ref={resumeRef}'], { resumeRef: '-1' })).toEqual(['x', '--ref=-1']);
  });

  it('refuses a placeholder that stands for nothing, and a command without a program', () => {
    expect(commandOf(['claude', '{session}'], {})).toMatchObject({ kind: 'unknown_placeholder' });
    expect(commandOf(['x{command…}'], { command: ['a'] })).toMatchObject({
      kind: 'unknown_placeholder',
    });
    expect(commandOf([], {})).toMatchObject({ kind: 'empty_command' });
  });

  it('leaves braces alone that are no placeholder', () => {
    const script = ['sh', '-c', 'echo ${prompt} {} {a,b}'];
    expect(commandOf(script, { prompt: 'x' })).toEqual(script);
  });
});

describe('the template of a session', () => {
  it('is found by the recorded agent, else by the program, else it is custom', () => {
    expect(templateFor('codex', ['claude']).agent).toBe('codex');
    expect(templateFor(undefined, ['/opt/bin/claude', '-p']).agent).toBe('claude-code');
    expect(templateFor('claude', ['./wrapper.sh']).agent).toBe('claude-code');
    expect(templateFor('agent-7', ['opencode']).agent).toBe('opencode');
    expect(templateFor(undefined, ['./build.sh']).agent).toBe('custom');
    expect(templateFor(undefined, undefined).agent).toBe('custom');
  });

  it('is the operator’s own where there is one, and custom even when that was left out', () => {
    const own: LaunchTemplate = {
      agent: 'gemini',
      label: 'Gemini',
      start: ['gemini'],
      resume: ['gemini', '--resume', '{resumeRef}'],
      restart: ['{command…}'],
    };
    expect(templateFor(undefined, ['gemini'], [own]).label).toBe('Gemini');
    expect(templateFor(undefined, ['other'], [own]).agent).toBe('custom');
  });
});
