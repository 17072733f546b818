import type { Evidence, EnvironmentReading, PathReading } from '#shared/domain/observation.ts';
import { sayProcess } from './comparisons.ts';
import type { JudgedSession } from './judged-session.ts';
import { sayChanges } from './sentences.ts';
import { evidenceOfWorktree } from './worktree-evidence.ts';

/** What the engine said of a session. */
export function evidenceOfSession({ recorded, entry, observedAt }: JudgedSession): Evidence[] {
  const value = entry?.exitCode === undefined ? '' : `, exit code ${entry.exitCode} recorded`;
  return [
    {
      probe: `engine ${recorded.record.engine}`,
      value: `${sayProcess(entry?.process)}${value}`,
      observedAt: entry?.process.observedAt ?? observedAt,
    },
  ];
}

export function sayPath(path: PathReading): string {
  if (path.kind === 'present') return `${path.type} ${path.realPath}`;
  if (path.kind === 'absent') return `absent, the folder above it is ${path.parent}`;
  return `unknown: ${path.why}`;
}

/** What was seen at an environment's place. */
export function evidenceOfEnvironment(reading: EnvironmentReading | undefined): Evidence[] {
  if (reading === undefined) return [];
  const { path, registration, status, worktree, leaseHolder, observedAt } = reading;
  const found: Evidence[] = [{ probe: 'path', value: sayPath(path), observedAt: path.observedAt }];
  if (registration !== 'not_applicable') {
    const more = worktree === undefined ? '' : `, ${worktree.branch ?? 'detached'}`;
    found.push({ probe: 'git worktree list', value: `${registration}${more}`, observedAt });
  }
  if (status !== undefined)
    found.push({
      probe: 'git status',
      value: status.kind === 'read' ? sayChanges(status) : `unknown: ${status.why}`,
      observedAt: status.observedAt,
    });
  found.push(...evidenceOfWorktree(reading));
  if (leaseHolder !== undefined)
    found.push({
      probe: 'lease holder',
      value: sayProcess(leaseHolder),
      observedAt: leaseHolder.observedAt,
    });
  return found;
}
