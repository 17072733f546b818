import { isAbsolute, normalize } from 'node:path';
import { err, ok, type Result } from '#shared/result.ts';
import { isWorktreeRoot } from '#electron/platform/git-directories.ts';
import type { GitEyes } from './worktrees.ts';

const noWorktree = (path: string): string => `No worktree of a repository begins at ${path}.`;

export interface CommitSummary {
  /** 40 hex digits. */
  readonly id: string;
  readonly subject: string;
  readonly author: string;
  /** The author's time with offset. */
  readonly at: string;
}

/**
 * The latest commits of HEAD, newest first, at most `count`; none when there is no commit yet. The
 * error is a sentence.
 */
export async function observeCommits(
  { runGit }: Pick<GitEyes, 'runGit'>,
  { path, count = 20 }: { readonly path: string; readonly count?: number },
): Promise<Result<readonly CommitSummary[], string>> {
  if (!(await isWorktreeRoot(path))) return err(noWorktree(path));
  const head = await runGit({
    cwd: path,
    args: ['rev-parse', '--verify', '--quiet', 'HEAD'],
    access: 'read',
  });
  if (!head.ok && head.error.kind === 'git_failed' && head.error.exitCode === 1) return ok([]);
  // Four fields to a commit, each ended by NUL, the last one by -z.
  const format = '--format=%H%x00%s%x00%an%x00%aI';
  const args = ['log', '-z', `--max-count=${count}`, '--no-decorate', format, 'HEAD', '--'];
  const told = await runGit({ cwd: path, args, access: 'read' });
  if (!told.ok) return err(told.error.message);
  const fields = told.value.split('\0');
  const commits: CommitSummary[] = [];
  for (let index = 0; index + 3 < fields.length; index += 4) {
    const [id = '', subject = '', author = '', at = ''] = fields.slice(index, index + 4);
    commits.push({ id, subject, author, at });
  }
  return ok(commits);
}

export interface DiffText {
  /** A unified diff as git prints it; empty when there is nothing to show. */
  readonly text: string;
  /** Why there is none, or that it was cut. */
  readonly note: string | null;
}

export interface DiffQuestion {
  /** Root of the worktree. */
  readonly path: string;
  /** The file, relative to the root, as `status` names it. */
  readonly file: string;
}

const maxTextLength = 512 * 1024;
const maxNewFiles = 20;

const unified = ['--no-color', '--no-ext-diff', '--no-textconv', '--unified=3'];

/** What changed in one path since HEAD, staged or not; for an untracked one, all of it. */
export async function observeDiff(
  eyes: Pick<GitEyes, 'runGit'>,
  { path, file }: DiffQuestion,
): Promise<DiffText> {
  if (!(await isWorktreeRoot(path))) return { text: '', note: noWorktree(path) };
  if (isAbsolute(file) || normalize(file).split('/')[0] === '..')
    return { text: '', note: `${file} is outside the worktree.` };
  const read = (args: readonly string[]) => eyes.runGit({ cwd: path, args, access: 'read' });
  const untracked = await read(['ls-files', '--others', '-z', '--', file]);
  if (!untracked.ok) return { text: '', note: untracked.error.message };
  const newFiles = untracked.value.split('\0').filter((name) => name !== '');
  if (newFiles.length > 0) return diffNewFiles(read, newFiles);
  const told = await read(['diff', ...unified, '--ignore-submodules=dirty', 'HEAD', '--', file]);
  if (!told.ok) return { text: '', note: told.error.message };
  if (told.value === '') return { text: '', note: 'No difference from the last commit.' };
  return cut(told.value);
}

async function diffNewFiles(
  read: (args: readonly string[]) => ReturnType<GitEyes['runGit']>,
  files: readonly string[],
): Promise<DiffText> {
  let text = '';
  for (const file of files.slice(0, maxNewFiles)) {
    if (text.length > maxTextLength) break;
    // A file named `-` would mean standard input.
    const name = file === '-' ? './-' : file;
    const told = await read(['diff', ...unified, '--no-index', '--', '/dev/null', name]);
    if (!told.ok) return { text, note: told.error.message };
    text += told.value;
  }
  const shown = cut(text);
  if (shown.note !== null || files.length <= maxNewFiles) return shown;
  return { text, note: `The first ${maxNewFiles} of ${files.length} new files are shown.` };
}

/** Ends at a line, so that what is shown still reads as a diff. */
function cut(text: string): DiffText {
  if (text.length <= maxTextLength) return { text, note: null };
  const end = text.lastIndexOf('\n', maxTextLength);
  const note = `Only the first ${maxTextLength / 1024} KiB are shown; open the file to see the rest.`;
  return { text: text.slice(0, end < 0 ? maxTextLength : end + 1), note };
}
