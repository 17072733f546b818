import type { Worker } from '#shared/domain/worker.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { decodeText } from '#electron/platform/decode-text.ts';
import { readBoundedBytes } from '#electron/platform/files.ts';
import { readJsonc } from '#electron/sources/read-jsonc.ts';
import { stateMaxBytes } from '#electron/sources/read-source-file.ts';
import { directories, stateFilesOf } from './directories.ts';
import { editWorker } from './edit-worker.ts';
import { markerOf, withMarker } from './read-state.ts';
import { stateSchema, type ParallelState } from './state-schema.ts';
import { translateState, whyUnchangeable } from './translate-state.ts';

/** One worker in its state file. */
export interface FoundWorker {
  /** Absolute. */
  readonly file: string;
  readonly bytes: Buffer;
  /** As the file has it, whatever the worker has left elsewhere. */
  readonly worker: Worker;
  /** The whole file once the worker is at work again, or why it cannot be changed so. */
  readonly retried: Result<Buffer, string>;
  /** The file with its own word of a blocked push, where that is later than its record and outlives a retry. */
  readonly marker: string | undefined;
}

function edit(state: ParallelState, text: string, taskId: string): Result<Buffer, string> {
  const why = whyUnchangeable(state);
  if (why !== undefined) return err(why);
  const index = state.workers.findIndex(({ task_id }) => task_id === taskId);
  const edited = editWorker(text, index);
  return edited.ok
    ? ok(Buffer.from(edited.value))
    : err(`Its state file is left: ${edited.error}.`);
}

async function findIn(
  file: string,
  directory: string,
  taskId: string,
): Promise<Result<FoundWorker | undefined, string>> {
  const bytes = await readBoundedBytes(file, stateMaxBytes);
  if (!bytes.ok) return bytes.error.kind === 'absent' ? ok(undefined) : err(bytes.error.message);
  const text = decodeText(file, bytes.value);
  if (!text.ok) return err(text.error.message);
  const state = readJsonc(stateSchema, text.value, file);
  if (!state.ok) return err(state.error.message);
  const { workers = [] } = translateState(state.value, { kind: 'unknown' });
  const worker = workers.find((one) => one.taskId === taskId);
  if (worker === undefined) return ok(undefined);
  const { lastError: _former, ...rest } = worker;
  const again = await withMarker({ ...rest, lifecycle: 'running' }, directory);
  return ok({
    file,
    bytes: bytes.value,
    worker,
    retried: edit(state.value, text.value, taskId),
    marker: again.worker.lifecycle === 'running' ? undefined : markerOf(worker, directory),
  });
}

/** The one state file of a folder that records this task; the error says why there is none to be used. */
export async function findWorker(
  workspace: string,
  taskId: string,
): Promise<Result<FoundWorker, string>> {
  const found: FoundWorker[] = [];
  for (const directory of directories)
    for (const file of stateFilesOf(workspace, directory)) {
      const one = await findIn(file, directory, taskId);
      if (!one.ok) return one;
      if (one.value !== undefined) found.push(one.value);
    }
  const [first, second] = found;
  if (first === undefined) return err(`No state file of ${workspace} records ${taskId} any more.`);
  return second === undefined
    ? ok(first)
    : err(
        `Two files record ${taskId}, ${first.file} and ${second.file}; nobody can tell which counts.`,
      );
}
