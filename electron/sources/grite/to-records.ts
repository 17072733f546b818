import type { Environment } from '#shared/domain/environment.ts';
import { isActiveSession, type Session } from '#shared/domain/session.ts';
import type { SourceRecords } from '#electron/sources/source-reading.ts';
import type { Issue, PrintedData } from './schemas.ts';
import { runIdOf, taskIdOf, translateIssue } from './translate-issue.ts';
import { translateSessions, type SessionOwner } from './translate-sessions.ts';

/** One answer, and where it was put. */
export interface Printed {
  readonly file: string;
  readonly data: PrintedData;
}

/** Where a session works, while it does. */
function placeOf(session: Session, workspaceRoot: string): readonly Environment[] {
  if (session.cwd === undefined || !isActiveSession(session)) return [];
  const environment: Environment = {
    id: `worktree of ${session.id}`,
    ...(session.taskId !== undefined && { taskId: session.taskId }),
    executionMode: 'isolated_workspace',
    workspaceRoot,
    path: session.cwd,
    writeAccess: true,
    state: 'in_use',
    health: 'unknown',
    recoveryStatus: 'not_required',
    cleanupPolicy: 'keep_always',
    createdAt: session.startedAt,
    updatedAt: session.updatedAt,
  };
  return [environment];
}

const isNewer = (a: Issue, b: Issue | undefined): boolean =>
  b === undefined || (a.updated_ts ?? 0) >= (b.updated_ts ?? 0);

/** Answers may have been put down at different times, and are read in the order of their names. */
const isLater = (a: Session, b: Session | undefined): boolean =>
  b === undefined || Date.parse(a.updatedAt) >= Date.parse(b.updatedAt);

/** Tasks by their newest issue, sessions by their newest block; and what is wrong with blocks. */
export function toRecords(
  printed: readonly Printed[],
  workspace: string,
  hostOf: SessionOwner['hostOf'],
): { readonly records: SourceRecords; readonly faults: readonly string[] } {
  const faults: string[] = [];
  const issues = new Map<string, Issue>();
  const sessions = new Map<string, Session>();
  for (const { file, data } of printed) {
    const all = [...data.issues, ...(data.issue === undefined ? [] : [data.issue])];
    for (const issue of all)
      if (isNewer(issue, issues.get(issue.issue_id))) issues.set(issue.issue_id, issue);
    if (data.issue === undefined) continue;
    const owner = { taskId: taskIdOf(data.issue), runId: runIdOf(data.issue), hostOf };
    const comments = [...data.comments, ...data.events.filter((event) => event !== undefined)];
    const told = translateSessions(comments, owner);
    for (const session of told.sessions)
      if (isLater(session, sessions.get(session.id))) sessions.set(session.id, session);
    const id = data.issue.issue_id;
    faults.push(...told.faults.map((place) => `${file}, issue ${id}: ${place} cannot be read.`));
  }
  const all = [...sessions.values()];
  const records: SourceRecords = {
    tasks: [...issues.values()].flatMap((issue) => translateIssue(issue) ?? []),
    sessions: all,
    environments: all.flatMap((session) => placeOf(session, workspace)),
  };
  return { records, faults };
}
