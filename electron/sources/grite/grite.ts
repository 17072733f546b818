import { basename, join } from 'node:path';
import { counted } from '#shared/domain/counted.ts';
import type { Environment } from '#shared/domain/environment.ts';
import { isActiveSession, type Session } from '#shared/domain/session.ts';
import { listDirectory } from '#electron/sources/list-directory.ts';
import { onePicture } from '#electron/sources/one-picture.ts';
import { readJsonc } from '#electron/sources/read-jsonc.ts';
import type { SourceReader, SourceRecords } from '#electron/sources/source-reading.ts';
import { takeFile } from '#electron/sources/take-file.ts';
import { griteCapabilities } from './capabilities.ts';
import { printedSchema, type Issue, type PrintedData } from './schemas.ts';
import { runIdOf, taskIdOf, translateIssue } from './translate-issue.ts';
import { translateSessions, type SessionOwner } from './translate-sessions.ts';

/** The system has been spelt in several ways. */
const spellings = ['grite', 'gritee', 'grit'];
const marks = [...spellings.map((name) => `.${name}`), '.brat'];

/** The actors of this machine: whoever else wrote a session ran it elsewhere. */
async function localActors(workspace: string): Promise<ReadonlySet<string>> {
  const actors = new Set<string>();
  for (const name of spellings) {
    const listing = await listDirectory(join(workspace, '.git', name, 'actors'));
    if (listing.kind === 'listed')
      for (const directory of listing.directories) actors.add(basename(directory));
  }
  return actors;
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

function toRecords(
  printed: readonly { readonly file: string; readonly data: PrintedData }[],
  workspace: string,
  hostOf: SessionOwner['hostOf'],
  faults: string[],
): SourceRecords {
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
    for (const session of told.sessions) sessions.set(session.id, session);
    const id = data.issue.issue_id;
    faults.push(...told.faults.map((place) => `${file}, issue ${id}: ${place} cannot be read.`));
  }
  const all = [...sessions.values()];
  return {
    tasks: [...issues.values()].flatMap((issue) => translateIssue(issue) ?? []),
    sessions: all,
    environments: all.flatMap((session) => placeOf(session, workspace)),
  };
}

function noteOn(printed: readonly { readonly data: PrintedData }[]): string | undefined {
  if (printed.length === 0)
    return 'its records are in a database of its own; nothing printed is here';
  const locks = printed.flatMap(({ data }) => data.locks).length;
  const advice = printed.flatMap(({ data }) => data.interventions.map(({ summary }) => summary));
  const notes = [...(locks > 0 ? [counted(locks, 'lock')] : []), ...advice];
  return notes.length === 0 ? undefined : notes.join('; ');
}

/**
 * Reads what Brat and Grite print. Their records are in a database that only one process may open, so
 * their answers are read where they were put: `.grite/rollcall/*.json`.
 */
export const grite: SourceReader = {
  source: 'grite',
  capabilities: griteCapabilities,
  marks,
  async read(workspace) {
    const places: string[] = [];
    const faults: string[] = [];
    const printed: { readonly file: string; readonly data: PrintedData }[] = [];
    for (const root of marks.map((mark) => join(workspace, mark))) {
      if ((await listDirectory(root)).kind === 'absent') continue;
      const folder = join(root, 'rollcall');
      places.push(root, folder);
      const listing = await listDirectory(folder);
      if (listing.kind === 'unreadable') faults.push(listing.message);
      const files = listing.kind === 'listed' ? listing.files : [];
      for (const file of files.filter((one) => one.endsWith('.json'))) {
        places.push(file);
        const answer = await takeFile(faults, file, (text, name) =>
          readJsonc(printedSchema, text, name),
        );
        if (answer !== undefined) printed.push({ file, data: answer.data });
      }
    }
    const [first] = places;
    if (first === undefined) return undefined;
    const actors = await localActors(workspace);
    const hostOf: SessionOwner['hostOf'] = (actor) =>
      actor !== undefined && actors.has(actor)
        ? undefined
        : `the machine of actor ${actor ?? 'unknown'}`;
    const records = toRecords(printed, workspace, hostOf, faults);
    const part = onePicture(first, faults, () => ({ records, note: noteOn(printed) }));
    return { source: 'grite', parts: [part], places };
  },
};
