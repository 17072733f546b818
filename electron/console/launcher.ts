import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Clock } from '#shared/domain/clock.ts';
import type { Engine } from '#shared/domain/engine.ts';
import type { RunGit } from '#shared/domain/git.ts';
import type { RecordStore } from '#shared/domain/records.ts';
import type { ProcessIdentity, Session } from '#shared/domain/session.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { prepareLaunch } from '#electron/launch/launch-task.ts';
import type { LaunchDeps, PreparedLaunch } from '#electron/launch/launch-deps.ts';
import type { LaunchRequest } from '#electron/launch/new-records.ts';
import { prepareQueued } from '#electron/launch/prepare-queued.ts';
import { recordEnded, recordNotStarted } from '#electron/launch/record-ended.ts';
import { recordStarted } from '#electron/launch/record-session.ts';
import { homePaths } from '#electron/platform/home.ts';
import { runStatus } from '#electron/reconcile/run-status.ts';
import type { LocalMachine } from './local-machine.ts';

export interface LauncherDeps {
  readonly home: string;
  readonly store: RecordStore;
  readonly runGit: RunGit;
  readonly clock: Clock;
  readonly machine: LocalMachine;
}

/** Short, unique within a home, and sortable by day. */
export const newId = (): string =>
  `${new Date().toISOString().slice(0, 10).replaceAll('-', '')}-${randomBytes(4).toString('hex')}`;

export const launchDeps = (
  { home, store, runGit, clock, machine }: LauncherDeps,
  engine: Engine = machine.engine,
): LaunchDeps => ({
  store,
  runGit,
  clock,
  newId,
  home,
  host: machine.host,
  engine: engine.name,
  logPathOf: (sessionId) => join(homePaths(home).sessions, sessionId, 'output.log'),
  runStatus,
});

export interface Launched extends PreparedLaunch {
  readonly session: Session;
  readonly identity: ProcessIdentity;
}

type LaunchFailure = { readonly kind: string; readonly message: string };

/**
 * Starts an agent that nobody's terminal holds, as a local process unless another engine is given. One
 * that ended before it was seen alive is recorded as ended, and the error says with which code; where none
 * came to life, its task is blocked with the reason.
 */
export async function launchDetached(
  deps: LauncherDeps,
  request: LaunchRequest,
  engine: Engine = deps.machine.engine,
): Promise<Result<Launched, LaunchFailure>> {
  const launching = launchDeps(deps, engine);
  const prepared = await prepareLaunch(launching, request);
  return prepared.ok ? startPrepared(launching, prepared.value, engine) : prepared;
}

/** The same for a task that is recorded and queued already; by Rollcall itself, as a local process. */
export async function launchQueued(
  deps: LauncherDeps,
  taskId: string,
  command: readonly string[],
): Promise<Result<Launched, LaunchFailure>> {
  const launching: LaunchDeps = { ...launchDeps(deps), actor: 'rollcall' };
  const prepared = await prepareQueued(launching, taskId, command);
  return prepared.ok ? startPrepared(launching, prepared.value, deps.machine.engine) : prepared;
}

async function startPrepared(
  launching: LaunchDeps,
  prepared: PreparedLaunch,
  engine: Engine,
): Promise<Result<Launched, LaunchFailure>> {
  const started = await engine.start(prepared.start);
  if (!started.ok) {
    const { error } = started;
    const ended =
      error.kind === 'ended_at_once'
        ? recordEnded(launching, prepared, error.exitCode)
        : recordNotStarted(launching, prepared, error.message);
    return ended.ok ? err(error) : ended;
  }
  const recorded = recordStarted(launching, prepared, started.value);
  if (!recorded.ok) return recorded;
  const session = launching.store.get('session', prepared.sessionId);
  if (session === undefined)
    return err({ kind: 'forgotten', message: 'The session was forgotten while it was started.' });
  return ok({ ...prepared, session: session.record, identity: started.value.identity });
}
