import { join } from 'node:path';
import type { Worker } from '#shared/domain/worker.ts';
import { readJsonc } from '#electron/sources/read-jsonc.ts';
import {
  readSourceFile,
  smallMaxBytes,
  stateMaxBytes,
} from '#electron/sources/read-source-file.ts';
import type { SourcePart } from '#electron/sources/source-reading.ts';
import { parseBlockedPush } from './blocked-push.ts';
import { exitWorker } from './exit-worker.ts';
import { isMarkerOf } from './is-marker-of.ts';
import { parseLockOwner } from './lock-owner.ts';
import { stateSchema } from './state-schema.ts';
import {
  hasWorkersAtWork,
  noteOnVersion,
  translateState,
  type Coordination,
} from './translate-state.ts';

type Unreadable = Extract<SourcePart, { readonly kind: 'unreadable' }>;

/** Either nothing there (undefined), or its records, or why it cannot be read. */
export async function readState(
  file: string,
  coordination: Coordination,
): Promise<SourcePart | undefined> {
  const read = await readSourceFile(file, stateMaxBytes);
  if (read.kind === 'absent') return undefined;
  if (read.kind === 'unreadable') return { ...read, file };
  const state = readJsonc(stateSchema, read.text, file);
  if (!state.ok) return { kind: 'unreadable', file, message: state.error.message };
  const records = translateState(state.value, coordination);
  return { kind: 'read', file, records, note: noteOnVersion(state.value) };
}

/** Who holds the lock, as far as `lock/owner` tells; and what is wrong with it. */
export async function readCoordination(
  file: string,
): Promise<{ readonly coordination: Coordination; readonly fault?: Unreadable }> {
  const read = await readSourceFile(file, smallMaxBytes);
  if (read.kind === 'absent') return { coordination: { kind: 'nobody' } };
  const failed = (message: string) => ({
    coordination: { kind: 'unknown' } as const,
    fault: { kind: 'unreadable', file, message } as const,
  });
  if (read.kind === 'unreadable') return failed(read.message);
  const parsed = parseLockOwner(read.text, file);
  if (!parsed.ok) return failed(parsed.error.message);
  const { pid, startedAt } = parsed.value;
  return { coordination: { kind: 'owned', owner: { pid, startedAt } } };
}

/** State and lock as they were together: who ended meanwhile would seem to be without a coordinator. */
export async function readStateAndLock(
  stateFile: string,
  lockFile: string,
): Promise<readonly SourcePart[]> {
  const { coordination, fault } = await readCoordination(lockFile);
  const state = await readState(stateFile, coordination);
  if (state === undefined) return fault === undefined ? [] : [fault];
  const isDoubtful =
    coordination.kind === 'nobody' && state.kind === 'read' && hasWorkersAtWork(state.records);
  if (isDoubtful) {
    const again = await readCoordination(lockFile);
    if (again.coordination.kind !== 'nobody') return readStateAndLock(stateFile, lockFile);
    const settled = await readState(stateFile, again.coordination);
    return settled === undefined ? [] : [settled];
  }
  return fault === undefined ? [state] : [state, fault];
}

/** Where a worker leaves word that its work could not be pushed. */
export const markerOf = ({ workspacePath }: Worker, directory: string): string =>
  join(workspacePath, directory, 'cache', 'parallel', 'blocked_push.json');

/** The worker with what it left in its workspace when its work could not be pushed. */
export async function withMarker(
  worker: Worker,
  directory: string,
): Promise<{ readonly worker: Worker; readonly fault?: Unreadable }> {
  const file = markerOf(worker, directory);
  const read = await readSourceFile(file, smallMaxBytes);
  if (read.kind === 'absent') return { worker };
  if (read.kind === 'unreadable') return { worker, fault: { ...read, file } };
  const marker = parseBlockedPush(read.text, file);
  if (!marker.ok)
    return { worker, fault: { kind: 'unreadable', file, message: marker.error.message } };
  if (!isMarkerOf(marker.value, worker)) return { worker };
  // Its process ended with another code than 0: with 0 it leaves no marker.
  const exited = exitWorker(worker, 1, marker.value);
  if (worker.lifecycle === exited.lifecycle) return { worker: exited };
  const unchangeable = `Its record still says ${worker.lifecycle}; Ralph retries it only once it has recorded its end.`;
  return { worker: { ...exited, unchangeable } };
}
