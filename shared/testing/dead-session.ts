import type { Instant } from '#shared/domain/run.ts';
import type { Session } from '#shared/domain/session.ts';

/** A pid that no process has: above what Linux hands out by default. */
export const deadPid = 4_194_300;

/** A session recorded as running, at a moment, whose process is gone. */
export const deadSession = (
  { id, taskId, at }: { readonly id: string; readonly taskId: string; readonly at: Instant },
  change: Partial<Session>,
): Session => ({
  id,
  taskId,
  runId: 'run-1',
  agentId: 'custom',
  engine: 'process',
  status: 'running',
  pid: deadPid,
  startTime: '1',
  startedAt: at,
  updatedAt: at,
  ...change,
});
