import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '#shared/result.ts';
import type { Work } from '#electron/recover/backup/observe-work.ts';
import { findInTheWay, findOverwritten, type Read } from '#electron/recover/environment-work.ts';
import { type EndedOperation, textIn, todoOfRebase } from './ended-operation.ts';

/**
 * Files that git ignores and that ending the operation would write over: an abort those of where it goes
 * back to, going on those of the steps that are left. Errors: which these are could not be seen.
 */
export async function findOverwrittenByEnd(
  read: Read,
  ended: EndedOperation,
  work: Work,
): Promise<Result<readonly string[], string>> {
  const { how, operation, worktree } = ended;
  // A bisect knows only one end.
  if (how === 'abort' || operation === 'bisect') {
    const back = await goesBackTo(ended);
    return back.ok ? findOverwritten(read, worktree, back.value, work) : back;
  }
  const ahead = await findAhead(read, ended);
  if (!ahead.ok || ahead.value.length === 0) return ahead;
  const listed = await read('ls-files', '-z');
  if (!listed.ok) return err(listed.error.message);
  const tracked = new Set(listed.value.split('\0'));
  const others = [...new Set(ahead.value)].filter((path) => !tracked.has(path));
  return ok(await findInTheWay(read, worktree, others, work));
}

const isId = (text: string): boolean => /^[0-9a-f]{40,64}$/u.test(text);

/** A commit by its id or full name: what these files hold is data, and could look like an option. */
async function goesBackTo(ended: EndedOperation): Promise<Result<string, string>> {
  switch (ended.operation) {
    case 'merge':
      return ok('HEAD');
    case 'am':
      return ok('ORIG_HEAD');
    case 'cherry_pick':
    case 'revert': {
      // Only of several picks; a single one goes back to where it still is.
      const first = (await textIn(ended, 'sequencer/head')) ?? '';
      return ok(isId(first) ? first : 'HEAD');
    }
    case 'bisect': {
      const start = await textIn(ended, 'BISECT_START');
      if (start === undefined) return unseenStart;
      return ok(isId(start) ? start : `refs/heads/${start}`);
    }
    case 'rebase': {
      const start = await startOfRebase(ended);
      return start === undefined ? unseenStart : ok(start);
    }
  }
}

const unseenStart = err('git does not tell where it began');

async function startOfRebase(ended: EndedOperation): Promise<string | undefined> {
  const [merging, applying] = ['rebase-merge/orig-head', 'rebase-apply/orig-head'];
  const start = (await textIn(ended, merging)) ?? (await textIn(ended, applying));
  return start !== undefined && isId(start) ? start : undefined;
}

const isStep =
  /^(?:pick|p|revert|reword|r|edit|e|squash|s|fixup|f|merge|m) (?:-[cC] )?(?<id>[0-9a-f]{4,64})\b/gmu;

const commitsOf = (todo: string): readonly string[] =>
  [...todo.matchAll(isStep)].flatMap(({ groups }) => groups?.['id'] ?? []);

/** Every path that the steps which are left touch. */
async function findAhead(
  read: Read,
  ended: EndedOperation,
): Promise<Result<readonly string[], string>> {
  switch (ended.operation) {
    case 'merge':
    case 'bisect':
      return ok([]);
    case 'am':
      return pathsOfPatches(read, ended);
    case 'cherry_pick':
    case 'revert':
      return pathsOfCommits(read, commitsOf((await textIn(ended, 'sequencer/todo')) ?? ''));
    case 'rebase': {
      const todo = await textIn(ended, todoOfRebase);
      if (todo !== undefined) return pathsOfCommits(read, commitsOf(todo));
      const start = await startOfRebase(ended);
      return start === undefined ? unseenStart : pathsOf(read, [start, '--not', 'HEAD']);
    }
  }
}

const pathsOfCommits = async (read: Read, commits: readonly string[]) =>
  commits.length === 0 ? ok([]) : pathsOf(read, ['--no-walk=unsorted', ...commits]);

async function pathsOf(
  read: Read,
  which: readonly string[],
): Promise<Result<readonly string[], string>> {
  const told = await read('log', '-z', '--format=', '--name-only', '--no-renames', '-m', ...which);
  return told.ok ? ok(told.value.split('\0').filter(Boolean)) : err(told.error.message);
}

/** The mails after the one at which it stopped, whose number is `next`. */
async function pathsOfPatches(
  read: Read,
  ended: EndedOperation,
): Promise<Result<readonly string[], string>> {
  // Without a merge of three, git makes no file where one is.
  if ((await textIn(ended, 'rebase-apply/threeway')) !== 't') return ok([]);
  const directory = join(ended.adminDir, 'rebase-apply');
  const next = Number((await textIn(ended, 'rebase-apply/next')) ?? Number.NaN);
  const names = await readdir(directory).catch(() => undefined);
  if (names === undefined || !Number.isInteger(next))
    return err('git does not tell which of its patches are left');
  const left = names.filter((name) => /^\d+$/u.test(name) && Number(name) > next);
  if (left.length === 0) return ok([]);
  const files = left.map((name) => join(directory, name));
  const told = await read('apply', '--numstat', '-z', '--', ...files);
  if (!told.ok) return err(told.error.message);
  return ok(told.value.split('\0').map((row) => row.replace(/^[^\t]*\t[^\t]*\t/u, '')));
}
