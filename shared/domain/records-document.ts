import type { Checkpoint } from './checkpoint.ts';
import type { Environment } from './environment.ts';
import type { RecordKind, RecordKinds } from './records.ts';
import type { Run } from './run.ts';
import type { Session } from './session.ts';
import type { Task } from './task.ts';
import type { PipelineItem, Worker } from './worker.ts';

/** What any harness can hand over. Fields that Rollcall does not know are kept and given back. */
export interface RecordsDocument {
  readonly schemaVersion: 1;
  /** Absolute; the folder the records belong to. */
  readonly workspaceRoot: string;
  readonly runs?: readonly Run[] | undefined;
  readonly tasks?: readonly Task[] | undefined;
  readonly environments?: readonly Environment[] | undefined;
  readonly checkpoints?: readonly Checkpoint[] | undefined;
  readonly sessions?: readonly Session[] | undefined;
  readonly workers?: readonly Worker[] | undefined;
  readonly pipelineItems?: readonly PipelineItem[] | undefined;
}

/** The name of each kind's array, in a document and in a record set. */
export const collectionOf = {
  run: 'runs',
  task: 'tasks',
  environment: 'environments',
  checkpoint: 'checkpoints',
  session: 'sessions',
  worker: 'workers',
  pipelineItem: 'pipelineItems',
} as const satisfies Readonly<Record<RecordKind, keyof RecordsDocument>>;

/** All kinds; what is referred to comes before what refers to it. */
export const recordKinds = [
  'run',
  'task',
  'environment',
  'checkpoint',
  'session',
  'worker',
  'pipelineItem',
] as const satisfies readonly RecordKind[];

/** What names a record within its kind: a worker has no id of its own, it goes by its task's. */
export const recordId = (record: RecordKinds[RecordKind]): string =>
  'id' in record ? record.id : record.taskId;
