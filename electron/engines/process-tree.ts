import type { ProcessRow } from './process-table.ts';

/** What is known about a session whose processes are looked for. */
export interface TreeRoots {
  readonly sessionId: string;
  /** Its status file in this home. */
  readonly statusFile: string;
  /** The agent by pid and start time; a process with that pid and another start time is not it. */
  readonly agent: { readonly pid: number; readonly startTime: string };
  readonly shimPid?: number | undefined;
  /** Processes that belonged to it in an earlier look: a child whose parent died is still its own. */
  readonly known: ReadonlySet<string>;
  /** Never part of it: the process that asks. */
  readonly selfPid: number;
}

/** A process by pid and start time: the same text is the same process, within one boot. */
export const processKey = (row: Pick<ProcessRow, 'pid' | 'startTime'>): string =>
  `${row.pid}:${row.startTime}`;

/** A session of another home may have the same id: imported records bring it along. */
const isMarked = (row: ProcessRow, { sessionId, statusFile }: TreeRoots): boolean =>
  row.sessionId === sessionId && (row.statusFile ?? statusFile) === statusFile;

/**
 * The session's processes among `rows`: the agent, whatever carries the session's id and no other home
 * in its environment, the shim's process group, and all their descendants. A process that carries another
 * session's id is that session's, and is stopped by its own name only.
 */
export function collectTree(rows: readonly ProcessRow[], roots: TreeRoots): readonly ProcessRow[] {
  const { sessionId, agent, shimPid, known, selfPid } = roots;
  const candidates = rows.filter(
    (row) =>
      row.pid > 1 &&
      row.pid !== selfPid &&
      (row.sessionId === undefined || row.sessionId === sessionId),
  );
  const members = new Map<number, ProcessRow>();
  const agentKey = processKey(agent);
  for (const row of candidates) {
    const key = processKey(row);
    if (key === agentKey || known.has(key) || isMarked(row, roots)) members.set(row.pid, row);
  }
  // The group counts only while a proven member is in it; an emptied group's number may be reused.
  const hasGroup = [...members.values()].some((row) => row.group === shimPid);
  for (const row of candidates) if (hasGroup && row.group === shimPid) members.set(row.pid, row);

  // Parents are not always listed before their children: pids wrap around.
  for (let before = -1; before !== members.size;) {
    before = members.size;
    for (const row of candidates)
      if (members.has(row.parent) && !members.has(row.pid)) members.set(row.pid, row);
  }
  return [...members.values()];
}
