import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { GitError, RunGit } from '#shared/domain/git.ts';
import { ok, type Result } from '#shared/result.ts';
import { agentScript } from './agent-script.ts';

const files: Readonly<Record<string, string>> = {
  'README.md': '# Shop API\n\nA small shop, made by Rollcall so that there is something to try.\n',
  'agent.sh': agentScript,
  'src/gateway/limiter.ts': [
    "import { bucket } from './bucket';",
    '',
    'export function allow(key: string): boolean {',
    '  return bucket(key).take(1);',
    '}',
    '',
  ].join('\n'),
  'src/gateway/bucket.ts': [
    'export interface Bucket {',
    '  take(tokens: number): boolean;',
    '}',
    '',
    'export function bucket(key: string): Bucket {',
    '  return { take: (tokens) => tokens <= key.length };',
    '}',
    '',
  ].join('\n'),
  'src/invoices/theme.ts': "export const theme = { paper: 'white', ink: 'black' };\n",
  'src/sessions/store.ts': 'export const sessions = new Map<string, string>();\n',
  'docs/release-notes.md': '# Release notes\n\n## 2.7\n\n- Faster checkout.\n',
};

/** Everyone who commits in the sample world. */
const author = {
  GIT_AUTHOR_NAME: 'Rollcall sample',
  GIT_AUTHOR_EMAIL: 'sample@rollcall.invalid',
  GIT_COMMITTER_NAME: 'Rollcall sample',
  GIT_COMMITTER_EMAIL: 'sample@rollcall.invalid',
};

/** Commits everything that is changed below `cwd`. */
export async function commitAll(
  runGit: RunGit,
  cwd: string,
  message: string,
): Promise<Result<void, GitError>> {
  const added = await runGit({ cwd, access: 'write', args: ['add', '--all'] });
  if (!added.ok) return added;
  const committed = await runGit({
    cwd,
    access: 'write',
    args: ['commit', '--quiet', '--no-gpg-sign', `--message=${message}`],
    env: author,
  });
  return committed.ok ? ok(undefined) : committed;
}

/** A small repository with two commits on `main`, at `path` (which must not exist yet). */
export async function createSampleRepository(
  runGit: RunGit,
  path: string,
): Promise<Result<void, GitError>> {
  for (const [name, text] of Object.entries(files)) {
    const file = join(path, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  const made = await runGit({
    cwd: path,
    access: 'write',
    args: ['init', '--quiet', '--initial-branch=main'],
  });
  if (!made.ok) return made;
  const first = await commitAll(runGit, path, 'Open the shop');
  if (!first.ok) return first;
  await writeFile(join(path, 'src/orders.ts'), 'export type Order = { id: string };\n');
  return commitAll(runGit, path, 'Take orders');
}
