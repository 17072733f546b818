import type { EnvironmentReading, Evidence } from '#shared/domain/observation.ts';
import { sayProcess } from './comparisons.ts';

function sayLink(link: NonNullable<EnvironmentReading['link']>): string {
  switch (link.kind) {
    case 'none':
      return 'none';
    case 'entry':
      return `leads to ${link.adminDir}`;
    case 'entry_gone':
      return `leads to ${link.adminDir}, which is gone`;
    case 'foreign':
      return `of another repository, ${link.gitDir}`;
    case 'broken':
      return `broken: ${link.why}`;
    case 'unknown':
      return `unknown: ${link.why}`;
  }
}

function sayGitAtWork(git: NonNullable<EnvironmentReading['gitAtWork']>): string {
  if (git.kind === 'running') return `process ${git.pid} may hold it`;
  return git.kind === 'none' ? 'no process holds it' : `unknown: ${git.why}`;
}

/** What was seen in a worktree's own git directory, its `.git` and its repository. */
export function evidenceOfWorktree(reading: EnvironmentReading): Evidence[] {
  const { worktree, link, lockHolder, gitAtWork, movedTo, branch, branchAt, base } = reading;
  const status = reading.status?.kind === 'read' ? reading.status : undefined;
  const holder = lockHolder?.kind === 'named' ? `: ${sayProcess(lockHolder.process)}` : '';
  const seen: readonly (readonly [string, string | undefined])[] = [
    ['.git', link && sayLink(link)],
    ['found at', movedTo],
    ['prunable', worktree?.prunable],
    ['operation', worktree?.operation?.replaceAll('_', ' ')],
    ['worktree lock', worktree?.locked && `${worktree.locked.reason || 'no reason'}${holder}`],
    ['index.lock', worktree?.indexLockedSince],
    ['index.lock holder', gitAtWork && sayGitAtWork(gitAtWork)],
    ['recorded branch', branchAt === undefined ? branch : `checked out in ${branchAt}`],
    ['base branch', base],
    ['upstream', status?.upstream && `${status.upstream}, ${sayDistance(status)}`],
    ['repositories inside', status?.nested?.join(', ')],
  ];
  return seen.flatMap(([probe, value]) =>
    value === undefined || value === ''
      ? []
      : [{ probe, value: value.replace(/\s+/gu, ' '), observedAt: reading.observedAt }],
  );
}

interface Distance {
  readonly ahead?: number | undefined;
  readonly behind?: number | undefined;
}

const sayDistance = ({ ahead, behind }: Distance): string =>
  ahead === undefined ? 'gone' : `${ahead} ahead, ${behind ?? 0} behind`;
