import type { KeptBackup } from '#shared/domain/backup.ts';
import { readJson } from '#shared/domain/json.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { backupRefs } from './backup-record.ts';

/** The backups under private refs of one repository, or the one of an id; none when it cannot be read as one. */
export async function listBackupRefs(
  { runGit, policy }: Pick<RecoverDeps, 'runGit' | 'policy'>,
  repoRoot: string,
  only = '',
): Promise<readonly KeptBackup[]> {
  // The trailers are read here: some versions of git mix up several of them in one format.
  const parts = ['%(refname)', '%(committerdate:iso-strict)', '%(parent)', '%(contents:body)'];
  const format = parts.join('%09');
  const args = ['for-each-ref', `--format=${format}%1e`, `${backupRefs}/${only}`];
  const listed = await runGit({ cwd: repoRoot, args, access: 'read' });
  if (!listed.ok) return [];
  return listed.value
    .split('\u001E')
    .map((row) => row.replace(/^\n/, ''))
    .filter(Boolean)
    .map((row) => readRow(row, repoRoot, policy.backupRetentionMs));
}

function readRow(row: string, repoRoot: string, retentionMs: number): KeptBackup {
  const [location = '', date = '', parents = '', ...body] = row.split('\t');
  const told = readTrailers(body.join('\t'));
  const path = told.get('Path');
  const [head, ...others] = parents.split(' ');
  const atMs = Date.parse(date);
  // A commit that only an entry named is kept as it is, without a backup's own commit.
  const isOurs = path !== undefined;
  const isWhole = isOurs && others.length === 2;
  return {
    id: location.slice(backupRefs.length + 1),
    kind: 'git_ref',
    location,
    repoRoot,
    workspace: repoRoot,
    path: path ?? '',
    at: Number.isNaN(atMs) ? new Date(0).toISOString() : new Date(atMs).toISOString(),
    // The date of an agent's own commit is not when it was kept.
    expiresAt: isOurs && !Number.isNaN(atMs) ? new Date(atMs + retentionMs).toISOString() : null,
    bytes: null,
    branch: told.get('Branch'),
    head: isWhole ? head : undefined,
    environmentId: told.get('Environment'),
    taskId: told.get('Task'),
    obstacle: isWhole ? null : `It holds commits only; look at them with git log ${location}.`,
  };
}

/** `Rollcall-Name: value`, a line each; the values are JSON, as a path may hold anything. */
function readTrailers(body: string): ReadonlyMap<string, string> {
  const told = new Map<string, string>();
  for (const line of body.split('\n')) {
    const [, name, text] = /^Rollcall-(\w+): (.+)$/.exec(line) ?? [];
    if (name === undefined || text === undefined) continue;
    const value = readJson(text);
    // Anything else was not written by Rollcall, so it tells nothing.
    if (typeof value === 'string') told.set(name, value);
  }
  return told;
}
