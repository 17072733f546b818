import { err, ok, type Result } from '#shared/result.ts';

/** What placeholders stand for. Absent: not known for this session. */
export interface TemplateValues {
  /** Named in errors: whose template it is. */
  readonly agent: string;
  readonly prompt?: string | undefined;
  readonly resumeRef?: string | undefined;
  readonly resumeStateFile?: string | undefined;
  readonly cwd?: string | undefined;
  readonly taskId?: string | undefined;
  /** The command first recorded, for `{command…}`. */
  readonly command?: readonly string[] | undefined;
}

export type TemplateError =
  | { readonly kind: 'value_missing'; readonly message: string; readonly placeholder: string }
  /** A value that the agent would take for an option. */
  | { readonly kind: 'value_is_option'; readonly message: string; readonly placeholder: string }
  | { readonly kind: 'unknown_placeholder'; readonly message: string; readonly placeholder: string }
  | { readonly kind: 'empty_command'; readonly message: string };

const names = ['prompt', 'resumeRef', 'resumeStateFile', 'cwd', 'taskId'] as const;
type PlaceholderName = (typeof names)[number];

const isName = (text: string): text is PlaceholderName => names.some((name) => name === text);

/**
 * Turns a template's argument list into a command. Each argument stays one argument, whatever its
 * value holds; only `{command…}` on its own becomes several. An argument that is nothing but a
 * placeholder may not become an option, which a leading dash would make it.
 */
export function expandTemplate(
  args: readonly string[],
  values: TemplateValues,
): Result<readonly string[], TemplateError> {
  const expanded: string[] = [];
  for (const argument of args) {
    const parts = expandArgument(argument, values);
    if (!parts.ok) return parts;
    expanded.push(...parts.value);
  }
  if (expanded[0] === undefined || expanded[0] === '')
    return err({
      kind: 'empty_command',
      message: `The launch template of ${values.agent} names no program; mend it in Settings.`,
    });
  return ok(expanded);
}

function expandArgument(
  argument: string,
  values: TemplateValues,
): Result<readonly string[], TemplateError> {
  if (argument === '{command…}')
    return values.command === undefined || values.command.length === 0
      ? missing('command…', values.agent)
      : ok(values.command);
  let text = '';
  // Split with a capturing group: literal text at even places, a placeholder's name at odd ones.
  // `${NAME}` is a shell's, in an operator's own template.
  for (const [place, part] of argument.split(/(?<!\$)\{([A-Za-z]+…?)\}/u).entries()) {
    if (place % 2 === 0) {
      text += part;
      continue;
    }
    if (!isName(part)) return unknownPlaceholder(part, values.agent);
    const value = values[part];
    if (value === undefined || value === '') return missing(part, values.agent);
    if (text === '' && value.startsWith('-')) return isOption(part, values.agent);
    text += value;
  }
  return ok([text]);
}

const missing = (placeholder: string, agent: string): Result<never, TemplateError> =>
  err({
    kind: 'value_missing',
    placeholder,
    message: `The launch template of ${agent} needs {${placeholder}}, and this session has none; restart it, or change the template in Settings.`,
  });

const unknownPlaceholder = (placeholder: string, agent: string): Result<never, TemplateError> =>
  err({
    kind: 'unknown_placeholder',
    placeholder,
    message: `The launch template of ${agent} has {${placeholder}}, which stands for nothing; mend it in Settings.`,
  });

const isOption = (placeholder: string, agent: string): Result<never, TemplateError> =>
  err({
    kind: 'value_is_option',
    placeholder,
    message: `{${placeholder}} of ${agent} begins with a dash and would be taken for an option; nothing was started.`,
  });
