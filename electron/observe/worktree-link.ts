import { promises as fs } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { errorCode, saysAbsent } from '#electron/platform/system-error.ts';
import type { WorktreeLink } from '#shared/domain/observation.ts';
import { findGitDirectories, readGitLink } from '#electron/platform/git-directories.ts';

/** Real path; undefined when it is certainly not there; an error code when it could not be looked at. */
async function resolveReal(path: string): Promise<{ real?: string; code?: string }> {
  try {
    return { real: await fs.realpath(path) };
  } catch (error) {
    return saysAbsent(error) ? {} : { code: errorCode(error) };
  }
}

/** Whether a path that is not there would be one of the entries of the repository. */
async function wouldBeEntry(path: string, gitDir: string): Promise<boolean> {
  const entries = dirname(path);
  const folder = await fs.realpath(dirname(entries)).catch(() => dirname(entries));
  return basename(entries) === 'worktrees' && folder === gitDir;
}

/**
 * What the `.git` of a directory is, beside the repository whose common git directory is `gitDir`
 * (real path). Asks the disk only: git would climb to a repository around it.
 */
export async function observeWorktreeLink(
  directory: string,
  gitDir: string,
): Promise<WorktreeLink> {
  const link = await readGitLink(directory);
  if (link.kind === 'none') return link;
  if (link.kind === 'unreadable')
    return { kind: link.isMalformed === true ? 'broken' : 'unknown', why: link.why };
  const { real, code } = await resolveReal(link.path);
  if (code !== undefined)
    return { kind: 'unknown', why: `${link.path} could not be looked at: ${code}` };
  if (link.kind === 'directory') return ownRepository(real ?? link.path, gitDir);
  if (real === undefined)
    return (await wouldBeEntry(link.path, gitDir))
      ? { kind: 'entry_gone', adminDir: link.path }
      : { kind: 'broken', why: `it leads to ${link.path}, which is not there` };
  return leadsTo(directory, real, gitDir);
}

/** A directory, which is a repository of its own only if it has a HEAD. */
async function ownRepository(real: string, gitDir: string): Promise<WorktreeLink> {
  if (real === gitDir) return { kind: 'entry', adminDir: gitDir };
  const head = await resolveReal(join(real, 'HEAD'));
  return head.real === undefined && head.code === undefined
    ? { kind: 'broken', why: 'it is a directory and no repository', isDirectory: true }
    : { kind: 'foreign', gitDir: real };
}

async function leadsTo(directory: string, adminDir: string, gitDir: string): Promise<WorktreeLink> {
  const directories = await findGitDirectories(directory);
  const { real: common } =
    directories === undefined ? { real: undefined } : await resolveReal(directories.common);
  if (common === gitDir) return { kind: 'entry', adminDir };
  if (common !== undefined) return { kind: 'foreign', gitDir: common };
  return { kind: 'broken', why: `it leads to ${adminDir}, which is no whole git directory` };
}
