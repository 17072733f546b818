import type { LaunchTemplate } from '#shared/domain/engine.ts';
import { err, ok, type Result } from '#shared/result.ts';

/** A launch template as it stands in fields: each command one argument a line. */
export interface TemplateForm {
  readonly agent: string;
  readonly label: string;
  readonly start: string;
  readonly resume: string;
  readonly restart: string;
}
export type FieldName = keyof TemplateForm;
export type FieldErrors = Readonly<Partial<Record<FieldName, string>>>;

export const placeholders = [
  '{prompt}',
  '{resumeRef}',
  '{resumeStateFile}',
  '{cwd}',
  '{taskId}',
  '{command…}',
] as const;

/** Stands for a line break inside one argument, which a line of its own cannot hold. */
const lineBreak = '⏎';

const toLines = (args: readonly string[]): string =>
  args.map((argument) => argument.replaceAll('\n', lineBreak)).join('\n');

const toArguments = (text: string): readonly string[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.replaceAll(lineBreak, '\n'));

/** A template laid out in fields. */
export const toForm = (template: LaunchTemplate): TemplateForm => ({
  agent: template.agent,
  label: template.label,
  start: toLines(template.start),
  resume: toLines(template.resume),
  restart: toLines(template.restart),
});

export const emptyForm: TemplateForm = { agent: '', label: '', start: '', resume: '', restart: '' };

function checkCommand(args: readonly string[]): string | undefined {
  for (const argument of args) {
    // `${NAME}` is a shell's, in an operator's own script.
    for (const [placeholder] of argument.matchAll(/(?<!\$)\{[A-Za-z]+…?\}/gu)) {
      if (!placeholders.some((known) => known === placeholder))
        return `${placeholder} stands for nothing. Known: ${placeholders.join(' ')}`;
      if (placeholder === '{command…}' && argument !== placeholder)
        return '{command…} becomes several arguments: give it a line of its own.';
    }
  }
  return undefined;
}

function checkName(form: TemplateForm, taken: readonly string[]): FieldErrors {
  const agent = form.agent.trim();
  const errors: Partial<Record<FieldName, string>> = {};
  if (!/^[a-z0-9][a-z0-9._-]*$/.test(agent))
    errors.agent = 'Use small letters, digits, “-”, “_” or “.”, such as my-agent.';
  else if (taken.includes(agent)) errors.agent = `There is a template for ${agent} already.`;
  if (form.label.trim() === '') errors.label = 'Write the name to show for this agent.';
  return errors;
}

/** Reads a template from its fields. `taken`: agents that have one already, when this one is new. */
export function readForm(
  form: TemplateForm,
  taken: readonly string[],
): Result<LaunchTemplate, FieldErrors> {
  const template: LaunchTemplate = {
    agent: form.agent.trim(),
    label: form.label.trim(),
    start: toArguments(form.start),
    resume: toArguments(form.resume),
    restart: toArguments(form.restart),
  };
  const errors: Partial<Record<FieldName, string>> = { ...checkName(form, taken) };
  if (template.start.length === 0) errors.start = 'Name at least the program to start.';
  for (const field of ['start', 'resume', 'restart'] as const) {
    const wrong = checkCommand(template[field]);
    if (wrong !== undefined) errors[field] = wrong;
  }
  return Object.keys(errors).length === 0 ? ok(template) : err(errors);
}
