import type { GitRequest } from '#shared/domain/git.ts';
import { configVariables } from './git-hardening.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Inherited variables that aim git somewhere else (a hook's GIT_DIR, GIT_INDEX_FILE, …) or name a
 * program for it to run.
 */
const inheritedHazard = /^(GIT_.*|EDITOR|VISUAL|PAGER|PREFIX|SSH_ASKPASS|LANGUAGE|LC_.*)$/i;

/** What a request may set: where a temporary index and its objects are, and who is the author. */
const requestable =
  /^GIT_(INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|(AUTHOR|COMMITTER)_(NAME|EMAIL|DATE))$/;

/** Names in a request's environment that it may not set. */
export const forbiddenVariables = (request: GitRequest): readonly string[] =>
  Object.keys(request.env ?? {}).filter((name) => !requestable.test(name));

/**
 * The whole environment of one git process: the inherited one without what would redirect git, a
 * fixed language, no prompts, no network (an empty list of allowed protocols also stops the lazy
 * fetches of a partial clone), the hardened settings with `filters` off, and for reads no optional
 * locks.
 */
export function gitEnvironment(
  request: GitRequest,
  inherited: Variables,
  filters: readonly string[],
): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(inherited))
    if (value !== undefined && !inheritedHazard.test(name)) env[name] = value;
  return {
    ...env,
    ...configVariables(filters),
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ALLOW_PROTOCOL: '',
    GIT_NO_LAZY_FETCH: '1',
    // A path is a path: without this `*` and `:(…)` in its name would be patterns.
    GIT_LITERAL_PATHSPECS: '1',
    ...(request.access === 'read' ? { GIT_OPTIONAL_LOCKS: '0' } : {}),
    ...request.env,
  };
}

/** The names among them that simple-git must be told to let through. */
export const guardedNames = (env: Variables): string[] =>
  Object.keys(env).filter((name) => name.startsWith('GIT_'));
