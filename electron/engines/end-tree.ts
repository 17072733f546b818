import type { Clock } from '#shared/domain/clock.ts';
import type { StopError } from '#shared/domain/engine.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { ProcessRow, ProcessTable } from './process-table.ts';
import { collectTree, processKey, type TreeRoots } from './process-tree.ts';
import { sendSignal } from './send-signal.ts';

export interface EndTreeDeps {
  readonly clock: Clock;
  readonly processes: ProcessTable;
  /** Between TERM and KILL. */
  readonly graceMs: number;
  /** After KILL, until the processes must have been seen gone. */
  readonly verifyMs: number;
}

export type SessionRoots = Pick<TreeRoots, 'sessionId' | 'statusFile' | 'agent' | 'shimPid'>;

const lookEveryMs = 25;
/** How long the shim may take to write the exit code once its agent is gone. */
const shimGraceMs = 500;

/** What was seen and signalled so far. The tree is looked at anew before every round. */
function huntTree(processes: ProcessTable, roots: SessionRoots) {
  const known = new Set<string>();
  const signalled = new Set<string>();
  return {
    signalled,
    /** Undefined when the processes could not be listed. */
    look(): readonly ProcessRow[] | undefined {
      const rows = processes.list();
      const tree = rows && collectTree(rows, { ...roots, known, selfPid: process.pid });
      for (const row of tree ?? []) known.add(processKey(row));
      return tree;
    },
    /** Signals those that still are who they were when the tree was looked at. */
    signal(rows: readonly ProcessRow[], name: NodeJS.Signals): void {
      for (const row of rows)
        if (processes.startTimeOf(row.pid) === row.startTime && sendSignal(row.pid, name))
          signalled.add(processKey(row));
    },
  };
}

/**
 * TERM to every process of a session, KILL after `graceMs`, ok once none of them was seen any more.
 * The shim is left to write the exit code, and only killed when it does not end by itself.
 */
export async function endTree(
  { clock, processes, graceMs, verifyMs }: EndTreeDeps,
  roots: SessionRoots,
): Promise<Result<{ readonly killed: number }, StopError>> {
  const hunt = huntTree(processes, roots);
  const withoutShim = (rows: readonly ProcessRow[]) =>
    rows.filter(({ pid }) => pid !== roots.shimPid);
  let left = hunt.look();
  if (left === undefined) return cannotLook(roots.sessionId);
  hunt.signal(withoutShim(left), 'SIGTERM');

  const killAtMs = clock.steadyMs() + graceMs;
  let shimDueMs: number | undefined;
  while (left.length > 0 && clock.steadyMs() < killAtMs + verifyMs) {
    await clock.sleep(lookEveryMs);
    // Could not look this time: what was there is taken to be there still.
    left = hunt.look() ?? left;
    const agents = withoutShim(left);
    if (agents.length === 0) shimDueMs ??= clock.steadyMs() + shimGraceMs;
    if (clock.steadyMs() >= killAtMs) hunt.signal(agents, 'SIGKILL');
    if (shimDueMs !== undefined && clock.steadyMs() >= shimDueMs) hunt.signal(left, 'SIGKILL');
  }
  return left.length === 0
    ? ok({ killed: hunt.signalled.size })
    : stillAlive(roots.sessionId, left);
}

const cannotLook = (sessionId: string): Result<never, StopError> =>
  err({
    kind: 'not_this_process',
    message: `The processes of this machine could not be listed, so nothing of session ${sessionId} was signalled.`,
  });

function stillAlive(sessionId: string, left: readonly ProcessRow[]): Result<never, StopError> {
  const pids = left.map(({ pid }) => pid);
  return err({
    kind: 'still_alive',
    message: `Session ${sessionId} was signalled, but ${pids.join(', ')} did not end; look at what holds them, then stop it again.`,
    pids,
  });
}
