import type { Command } from 'commander';
import { parseJsonText } from '#shared/contract/parse-json.ts';
import {
  checkpointOf,
  dispositionAfterInterruption,
  replaySafeties,
  type Checkpoint,
  type ReplaySafety,
} from '#shared/domain/checkpoint.ts';
import { latestCheckpoint } from '#shared/domain/latest-checkpoint.ts';
import type { Recorded, StaleRecord } from '#shared/domain/records.ts';
import type { Session } from '#shared/domain/session.ts';
import type { Task } from '#shared/domain/task.ts';
import type { Result } from '#shared/result.ts';
import type { Journal } from '#electron/journal/open-journal.ts';
import { systemClock } from '#electron/platform/clock.ts';
import type { ClientSource } from './client-source.ts';
import { CommandFailure, exitCodes } from './exit-codes.ts';
import { liveSession } from './live-session.ts';
import { parseText } from './parse-words.ts';
import { readText } from './read-text.ts';
import { recordCost, tokensOption, usdOption } from './record-cost.ts';
import { untilWritten } from './until-written.ts';

interface CheckpointOptions {
  readonly task?: string;
  readonly label: string;
  readonly replaySafety: string;
  readonly resumeState?: string;
  readonly usd?: number;
  readonly tokens?: number;
}

/** `--task`, or the task that the agent's own environment names. */
function taskOf(journal: Journal, option: string | undefined): Recorded<Task> {
  const id = option ?? process.env['ROLLCALL_TASK'];
  if (id === undefined || id === '')
    throw new CommandFailure(exitCodes.wrongUsage, 'Which task? Give --task.');
  const task = journal.records.get('task', id);
  if (task === undefined)
    throw new CommandFailure(exitCodes.couldNotLook, `No task ${id} is recorded in this home.`);
  return task;
}

function parseReplaySafety(text: string): ReplaySafety {
  const safety = replaySafeties.find((one) => one === text);
  if (safety !== undefined) return safety;
  throw new CommandFailure(
    exitCodes.wrongUsage,
    `“${text}” is no replay safety; it is one of ${replaySafeties.join(', ')}.`,
  );
}

/** It is kept in the journal, and read with every look. */
const maxResumeStateBytes = 1024 * 1024;

function readResumeState(file: string): unknown {
  const parsed = parseJsonText(readText(file, maxResumeStateBytes), file);
  if (parsed.ok) return parsed.value.value;
  throw new CommandFailure(exitCodes.couldNotLook, `The resume state ${parsed.error.message}`);
}

function newCheckpoint(
  task: Recorded<Task>,
  before: Checkpoint | undefined,
  options: CheckpointOptions,
): Checkpoint {
  const replaySafety = parseReplaySafety(options.replaySafety);
  return {
    ...checkpointOf(task.record, before, systemClock.now()),
    replaySafety,
    resumeDisposition: dispositionAfterInterruption[replaySafety],
    safeBoundaryLabel: options.label,
    completedToolCalls: before?.completedToolCalls ?? [],
    resultPublished: false,
    ...(options.resumeState === undefined
      ? {}
      : { resumeState: readResumeState(options.resumeState) }),
  };
}

const recordCheckpoint = (
  { records }: Journal,
  { record: { id }, source, workspace }: Recorded<Task>,
  expectedVersion: number,
  after: Checkpoint,
): Result<void, StaleRecord> =>
  records.write([{ kind: 'checkpoint', id: after.id, expectedVersion, after, source, workspace }], {
    actor: 'agent',
    verb: 'checkpoint',
    subject: `task:${id}`,
    result: 'recorded',
    message: `Checkpoint “${after.safeBoundaryLabel}” (${after.replaySafety}) was recorded.`,
  });

function addCheckpoint(program: Command, source: ClientSource): void {
  program
    .command('checkpoint')
    .description('records a boundary from which the task may continue')
    .option('--task <task>', 'default: the task of this session (ROLLCALL_TASK)')
    .requiredOption('--label <label>', 'what was just finished, such as “after tests”', parseText)
    .requiredOption('--replay-safety <safety>', replaySafeties.join(', '))
    .option('--resume-state <file>', 'JSON that the agent needs to go on')
    .option(...usdOption)
    .option(...tokensOption)
    .action((options: CheckpointOptions) =>
      source.withJournal(({ journal, screen }) => {
        const { id } = taskOf(journal, options.task).record;
        recordCost(journal, id, options);
        untilWritten(() => {
          // With what it has cost by now.
          const task = taskOf(journal, id);
          const before = latestCheckpoint(journal.records.load().checkpoints, id);
          const after = newCheckpoint(task, before?.record, options);
          const written = recordCheckpoint(journal, task, before?.version ?? 0, after);
          if (written.ok)
            screen.show(
              { schemaVersion: 1, checkpoint: after },
              () => `Recorded “${options.label}”.`,
            );
          return written;
        });
        return exitCodes.done;
      }),
    );
}

function addHeartbeat(program: Command, source: ClientSource): void {
  program
    .command('heartbeat')
    .description('says that the session of a task is alive and well')
    .option('--task <task>', 'default: the task of this session (ROLLCALL_TASK)')
    .option(...usdOption)
    .option(...tokensOption)
    .action((options: { task?: string; usd?: number; tokens?: number }) =>
      source.withJournal(({ journal }) => {
        const task = taskOf(journal, options.task);
        recordCost(journal, task.record.id, options);
        untilWritten(() => {
          const session = liveSession(journal, task.record.id);
          const now = systemClock.now();
          const after: Session = { ...session.record, lastHeartbeatAt: now, updatedAt: now };
          return journal.records.writeQuietly([
            { kind: 'session', id: after.id, expectedVersion: session.version, after },
          ]);
        });
        return exitCodes.done;
      }),
    );
}

function addPublish(program: Command, source: ClientSource): void {
  program
    .command('publish')
    .description('says that the result of a task is published: it must not be resumed any more')
    .option('--task <task>', 'default: the task of this session (ROLLCALL_TASK)')
    .action((options: { task?: string }) =>
      source.withJournal(({ journal, screen }) => {
        untilWritten(() => {
          const task = taskOf(journal, options.task);
          const updatedAt = systemClock.now();
          const after: Task = { ...task.record, resultPublished: true, updatedAt };
          const written = journal.records.write(
            [{ kind: 'task', id: after.id, expectedVersion: task.version, after }],
            {
              actor: 'agent',
              verb: 'publish',
              subject: `task:${after.id}`,
              result: 'recorded',
              message: `The result of task ${after.id} is published.`,
            },
          );
          if (written.ok)
            screen.show({ schemaVersion: 1, task: after }, () => `Task ${after.id} is published.`);
          return written;
        });
        return exitCodes.done;
      }),
    );
}

/** `checkpoint`, `heartbeat`, `publish`: what an agent says of itself. */
export function addRecordCommands(program: Command, source: ClientSource): void {
  addCheckpoint(program, source);
  addHeartbeat(program, source);
  addPublish(program, source);
}
