import type { Inspection } from '#shared/contract/inspector.ts';
import type { Clock } from '#shared/domain/clock.ts';
import { compareInTime } from '#shared/domain/compare-in-time.ts';
import type { Environment } from '#shared/domain/environment.ts';
import type { RunGit } from '#shared/domain/git.ts';
import { latestCheckpoint } from '#shared/domain/latest-checkpoint.ts';
import type { EnvironmentReading } from '#shared/domain/observation.ts';
import type { Opener } from '#shared/domain/preferences.ts';
import type { Recorded, RecordSet } from '#shared/domain/records.ts';
import type { Session } from '#shared/domain/session.ts';
import { observeDirectorySize } from '#electron/observe/directory-size.ts';
import { observeCommits, observeDiff } from '#electron/observe/inspect.ts';
import { readLogChunk } from '#electron/observe/log-tail.ts';
import { openPath } from '#electron/platform/open-path.ts';
import { pathOf } from '#electron/recover/clean-up/place.ts';
import { err, type Result } from '#shared/result.ts';
import type { Looking } from './looking.ts';
import type { PreferencesPart } from './preferences-part.ts';
import type { Refusal, RouterParts } from './router.ts';

export interface InspectDeps {
  readonly runGit: RunGit;
  readonly clock: Clock;
  readonly looking: Pick<Looking, 'observer' | 'last' | 'records'>;
  readonly preferences: Pick<PreferencesPart, 'read'>;
}

const noLog = { text: '', offset: 0, nextOffset: 0, size: 0 };

const startOf = ({ record: { id, startedAt } }: Recorded<Session>) => ({ id, at: startedAt });

const byStart = (one: Recorded<Session>, other: Recorded<Session>): number =>
  compareInTime(startOf(one), startOf(other));

/** The latest session of the environment's task. */
function sessionOf(records: RecordSet, taskId: string | undefined): Session | undefined {
  if (taskId === undefined) return undefined;
  const sessions = records.sessions.filter((one) => one.record.taskId === taskId);
  return sessions.toSorted(byStart).at(-1)?.record;
}

function leaseOf(environment: Environment, reading: EnvironmentReading): Inspection['lease'] {
  const { lease } = environment;
  if (lease === undefined) return null;
  const { pid, sessionId, taskId } = lease.holder;
  const who = [sessionId, pid === undefined ? undefined : `process ${pid}`, taskId];
  return {
    holder: who.filter(Boolean).join(', ') || 'nobody named',
    state: lease.releasedAt === undefined ? (reading.leaseHolder?.kind ?? 'unknown') : 'released',
    acquiredAt: lease.acquiredAt,
  };
}

function checkpointOf(records: RecordSet, taskId: string | undefined): Inspection['checkpoint'] {
  if (taskId === undefined) return null;
  const found = latestCheckpoint(records.checkpoints, taskId)?.record;
  if (found === undefined) return null;
  return {
    label: found.safeBoundaryLabel,
    stage: found.stage,
    replaySafety: found.replaySafety,
    disposition: found.resumeDisposition,
    hasResumeState: found.resumeState !== undefined && found.resumeState !== null,
    note: found.note ?? null,
    toolCalls: found.completedToolCalls.map(({ name, at }) => ({ name, at })),
    updatedAt: found.updatedAt,
  };
}

/** Why what git would tell is not known; null where it told, and where there is nothing to ask it. */
function unreadableOf(
  { git }: Environment,
  { path, status, registration }: EnvironmentReading,
): string | null {
  if (path.kind === 'unknown') return path.why;
  if (path.kind === 'absent') return `There is no directory ${path.path}.`;
  if (status?.kind === 'unknown') return status.why;
  if (status !== undefined) return null;
  if (registration === 'not_applicable')
    return git === undefined ? null : 'Git was not asked: it is not recorded as a worktree.';
  return registration === 'unregistered'
    ? `Git lists no worktree at ${path.path}.`
    : `Whether git lists a worktree at ${path.path} could not be seen.`;
}

/** The branch that is checked out; of what could not be looked at, the recorded one. */
function branchOf({ git }: Environment, { status, worktree }: EnvironmentReading): string | null {
  const seen = (status?.kind === 'read' ? status.branch : undefined) ?? worktree?.branch;
  if (seen !== undefined) return seen;
  const isLookedAt = status?.kind === 'read' || worktree !== undefined;
  return isLookedAt ? null : (git?.branch ?? null);
}

async function inspect(deps: InspectDeps, environment: Environment): Promise<Inspection> {
  const records = deps.looking.records();
  const reading = await deps.looking.observer.observeEnvironment(environment);
  const session = sessionOf(records, environment.taskId);
  const status = reading.status?.kind === 'read' ? reading.status : undefined;
  const isRegistered = reading.registration === 'registered' && reading.path.kind === 'present';
  const commits = isRegistered
    ? await observeCommits(deps, { path: pathOf(environment) })
    : undefined;
  return {
    environmentId: environment.id,
    mode: environment.executionMode,
    path: environment.path,
    observedAt: reading.observedAt,
    unreadable: unreadableOf(environment, reading),
    branch: branchOf(environment, reading),
    base: environment.git?.baseBranch ?? null,
    head: status?.head ?? reading.worktree?.head ?? null,
    upstream: status?.upstream ?? null,
    ahead: status?.ahead ?? null,
    behind: status?.behind ?? null,
    operation: reading.worktree?.operation ?? null,
    lease: leaseOf(environment, reading),
    changes: status?.changes ?? [],
    changeCount: status?.changeCount ?? 0,
    commits: commits?.ok === true ? commits.value : [],
    checkpoint: checkpointOf(records, environment.taskId),
    sessionId: session?.id ?? null,
    command: session?.command ?? null,
  };
}

/** Opens a directory that is there, on this machine. */
async function open(
  { looking, preferences }: InspectDeps,
  environment: Environment,
  opener: Opener,
): Promise<Result<void, Refusal>> {
  if (environment.executionMode === 'remote')
    return err({ kind: 'remote', message: 'It is on another machine; open it there.' });
  const seen = await looking.observer.observePath(environment.path);
  if (seen.kind !== 'present') {
    const why = seen.kind === 'absent' ? 'There is no directory' : 'Nobody can look at';
    return err({ kind: 'not_there', message: `${why} ${environment.path}.` });
  }
  return openPath(preferences.read().preferences.openWith[opener], seen.realPath);
}

/** Looks closely at one environment, one diff, one log; only when somebody asks. */
export function createInspectPart(deps: InspectDeps): RouterParts['inspect'] {
  const environmentOf = (id: string): Environment | undefined =>
    deps.looking.records().environments.find(({ record }) => record.id === id)?.record;
  return {
    async environment(id) {
      const environment = environmentOf(id);
      return environment === undefined ? undefined : inspect(deps, environment);
    },
    async diff(id, path) {
      const environment = environmentOf(id);
      if (environment === undefined) return undefined;
      return { path, ...(await observeDiff(deps, { path: pathOf(environment), file: path })) };
    },
    async open(id, opener) {
      const environment = environmentOf(id);
      return environment === undefined ? undefined : open(deps, environment, opener);
    },
    async size(id) {
      const environment = environmentOf(id);
      return environment === undefined
        ? undefined
        : observeDirectorySize(deps.clock, environment.path);
    },
    async log(sessionId, offset) {
      const { sessions } = deps.looking.records();
      const session = sessions.find(({ record }) => record.id === sessionId)?.record;
      const entry = deps.looking
        .last()
        ?.observed.engines.flatMap((reading) => (reading.kind === 'read' ? reading.entries : []))
        .find((one) => one.sessionId === sessionId);
      const logPath = session?.logPath ?? entry?.logPath;
      if (session === undefined && entry === undefined) return undefined;
      if (logPath === undefined)
        return { sessionId, ...noLog, unreadable: 'Its output was not captured.' };
      return { sessionId, ...(await readLogChunk(logPath, offset)) };
    },
  };
}
