import type { KeptBackup } from '#shared/domain/backup.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { backupRefs } from './backup-record.ts';

const trailers = ['Path', 'Environment', 'Task', 'Branch'] as const;

/** The backups under private refs of one repository; none when it cannot be read as one. */
export async function listBackupRefs(
  { runGit, policy }: Pick<RecoverDeps, 'runGit' | 'policy'>,
  repoRoot: string,
): Promise<readonly KeptBackup[]> {
  const values = trailers.map(
    (name) => `%(contents:trailers:key=Rollcall-${name},valueonly,separator=%00)`,
  );
  const format = ['%(refname)', '%(committerdate:iso-strict)', '%(parent)', ...values].join('%09');
  const args = ['for-each-ref', `--format=${format}%1e`, `${backupRefs}/`];
  const listed = await runGit({ cwd: repoRoot, args, access: 'read' });
  if (!listed.ok) return [];
  return listed.value
    .split('\u001E')
    .map((row) => row.replace(/^\n/, ''))
    .filter(Boolean)
    .map((row) => readRow(row, repoRoot, policy.backupRetentionMs));
}

function readRow(row: string, repoRoot: string, retentionMs: number): KeptBackup {
  const [location = '', date = '', parents = '', ...told] = row.split('\t');
  const [path, environmentId, taskId, branch] = told.map(readValue);
  const [head, ...others] = parents.split(' ');
  const atMs = Date.parse(date);
  // A commit that only an entry named is kept as it is, without a backup's own commit.
  const isWhole = others.length === 2 && path !== undefined;
  return {
    id: location.slice(backupRefs.length + 1),
    kind: 'git_ref',
    location,
    repoRoot,
    workspace: repoRoot,
    path: path ?? '',
    at: Number.isNaN(atMs) ? new Date(0).toISOString() : new Date(atMs).toISOString(),
    // The date of an agent's own commit is not when it was kept.
    expiresAt: isWhole && !Number.isNaN(atMs) ? new Date(atMs + retentionMs).toISOString() : null,
    bytes: null,
    branch,
    head: isWhole ? head : undefined,
    environmentId,
    taskId,
    obstacle: isWhole ? null : `It holds commits only; look at them with git log ${location}.`,
  };
}

/** The values are JSON, as a path may hold anything. */
function readValue(text: string): string | undefined {
  if (text.trim() === '') return undefined;
  try {
    const value: unknown = JSON.parse(text.trim());
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
