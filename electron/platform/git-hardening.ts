import type { GitRequest } from '#shared/domain/git.ts';

/**
 * Settings that outrank the repository's own: nothing that a repository's configuration names is run,
 * nothing is fetched, nothing is collected in the background.
 */
const hardenedConfig: Readonly<Record<string, string>> = {
  'core.fsmonitor': 'false',
  'core.hooksPath': '/dev/null',
  'core.sshCommand': 'false',
  'core.askPass': 'true',
  'core.pager': 'cat',
  'core.editor': 'true',
  'sequence.editor': 'true',
  'credential.helper': '',
  'protocol.allow': 'never',
  // With it, `log` runs the repository's gpg.program.
  'log.showSignature': 'false',
  'commit.gpgSign': 'false',
  'tag.gpgSign': 'false',
  'submodule.recurse': 'false',
  // `diff` would take index.lock to freshen the index, whatever GIT_OPTIONAL_LOCKS says.
  'diff.autoRefreshIndex': 'false',
  'gc.auto': '0',
  'maintenance.auto': 'false',
  'core.quotePath': 'false',
  // With it, `add` ends at line ends that it would convert; backups keep those as they are.
  'core.safecrlf': 'false',
};

/**
 * simple-git refuses each setting above unless told that it is meant. The flags would also cover a
 * caller's arguments, which is why `globalOption` keeps callers from bringing settings of their own.
 */
export const meantSettings = {
  allowUnsafeConfigEnvCount: true,
  allowUnsafeFsMonitor: true,
  allowUnsafeHooksPath: true,
  allowUnsafeSshCommand: true,
  allowUnsafeAskPass: true,
  allowUnsafePager: true,
  allowUnsafeEditor: true,
  allowUnsafeCredentialHelper: true,
  allowUnsafeProtocolOverride: true,
  allowUnsafeFilter: true,
} as const;

/**
 * The settings as git's `GIT_CONFIG_…` variables, with the named filter drivers switched off. Not as
 * `-c key=value`: a filter's name may contain `=`, which git would take for the end of the key.
 */
export function configVariables(filters: readonly string[]): Record<string, string> {
  const settings: (readonly [string, string])[] = Object.entries(hardenedConfig);
  for (const filter of filters)
    // An empty `process` stands for the driver: neither it nor `clean` nor `smudge` is run.
    settings.push([`filter.${filter}.process`, ''], [`filter.${filter}.required`, 'false']);
  const variables: Record<string, string> = { GIT_CONFIG_COUNT: String(settings.length) };
  for (const [index, [key, value]] of settings.entries()) {
    variables[`GIT_CONFIG_KEY_${index}`] = key;
    variables[`GIT_CONFIG_VALUE_${index}`] = value;
  }
  return variables;
}

/** The commands that print differences, and so could run an external diff or a text converter. */
const printsDifferences = /^(diff|diff-index|diff-tree|diff-files|log|show)$/;

/** The arguments, with external diff and text conversion off where the command knows them. */
export function hardenedArguments(args: readonly string[]): string[] {
  const [command, ...rest] = args;
  if (command === undefined || !printsDifferences.test(command)) return [...args];
  return [command, '--no-ext-diff', '--no-textconv', ...rest];
}

/** Whether a read looks into the files of a worktree, where content filters would be run. */
export const readsContents = ({ access, args }: GitRequest): boolean =>
  access === 'read' &&
  /^(status|diff|diff-index|diff-files|ls-files|hash-object|describe|add|checkout-index)$/.test(
    args[0] ?? '',
  );

/** The option before the command, if there is one; `''` when there is no command at all. */
export const globalOption = ([first]: readonly string[]): string | undefined =>
  first === undefined || first.startsWith('-') ? (first ?? '') : undefined;
