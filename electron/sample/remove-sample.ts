import { rm, rmdir } from 'node:fs/promises';
import { errorCode } from '#electron/platform/system-error.ts';
import type { Engine } from '#shared/domain/engine.ts';
import { isWithin } from '#shared/domain/is-within.ts';
import type { RecordChange, RecordKind, RecordSet, RecordStore } from '#shared/domain/records.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { managedRoot } from '#shared/domain/managed-root.ts';

export interface RemoveSampleDeps {
  readonly store: RecordStore;
  readonly engine: Engine;
  /** The sample's repository; its worktrees are beside it. */
  readonly repository: string;
  /** The folder of the home that may have been made for it. */
  readonly folder: string;
  /** What lies in the home of a session: the directory with its files and log, what it was resumed with. */
  readonly leftOf: (sessionId: string) => readonly string[];
}

/** Ends every process of the sample world that its engine holds; by identity, never by name. */
async function stopAll(
  deps: RemoveSampleDeps,
  roots: readonly string[],
): Promise<Result<void, { kind: string; message: string }>> {
  const reading = await deps.engine.observe();
  if (reading.kind === 'unreadable')
    return err({ kind: 'engine_unreadable', message: `Nothing was removed: ${reading.why}` });
  const own = reading.entries.filter(({ cwd }) => roots.some((root) => isWithin(cwd, root)));
  for (const { sessionId, process } of own)
    if (process.kind === 'unknown')
      return err({
        kind: 'session_unknown',
        message: `Nothing was removed: session ${sessionId} may be alive (${process.why}). Look again, then remove it.`,
      });
  for (const entry of own) {
    const { process } = entry;
    // What a dead agent had started may live on, and is part of its session.
    const left = process.kind === 'absent' ? entry.identity : undefined;
    const toEnd = process.kind === 'alive' ? process.identity : left;
    if (toEnd !== undefined) {
      const stopped = await deps.engine.stop(entry.sessionId, toEnd);
      if (!stopped.ok) return stopped;
    }
    await deps.engine.forget(entry.sessionId);
    // The log too: of the sample world nothing is to be left.
    for (const left of deps.leftOf(entry.sessionId))
      await rm(left, { recursive: true, force: true });
  }
  return ok(undefined);
}

function recordsOf(set: RecordSet, workspace: string): RecordChange[] {
  const forget = <K extends RecordKind>(kind: K, id: string, expectedVersion: number) =>
    // Every member of the union has this shape when `after` is undefined.
    ({ kind, id, expectedVersion, after: undefined }) as RecordChange;
  return [
    ...set.sessions
      .filter((one) => one.workspace === workspace)
      .map((one) => forget('session', one.record.id, one.version)),
    ...set.checkpoints
      .filter((one) => one.workspace === workspace)
      .map((one) => forget('checkpoint', one.record.id, one.version)),
    ...set.environments
      .filter((one) => one.workspace === workspace)
      .map((one) => forget('environment', one.record.id, one.version)),
    ...set.tasks
      .filter((one) => one.workspace === workspace)
      .map((one) => forget('task', one.record.id, one.version)),
    ...set.runs
      .filter((one) => one.workspace === workspace)
      .map((one) => forget('run', one.record.id, one.version)),
  ];
}

/**
 * Ends the sample world's processes, forgets its records and deletes its two directories. Processes
 * first: if one cannot be ended, nothing is removed and the reason is given.
 */
export async function removeSampleWorld(
  deps: RemoveSampleDeps,
): Promise<Result<void, { kind: string; message: string }>> {
  const roots = [deps.repository, managedRoot(deps.repository)];
  const stopped = await stopAll(deps, roots);
  if (!stopped.ok) return stopped;
  const written = deps.store.write(recordsOf(deps.store.load(), deps.repository), {
    actor: 'operator',
    verb: 'remove_sample',
    subject: `workspace:${deps.repository}`,
    result: 'applied',
    message: 'The sample world was removed: its processes, records and directories.',
  });
  if (!written.ok) return written;
  for (const root of roots) await rm(root, { recursive: true, force: true });
  await removeIfEmpty(deps.folder);
  return ok(undefined);
}

/** Whatever else somebody put there stays. */
async function removeIfEmpty(directory: string): Promise<void> {
  try {
    await rmdir(directory);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(errorCode(error))) throw error;
  }
}
