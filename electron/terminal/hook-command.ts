import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { Recorded, RecordChange } from '#shared/domain/records.ts';
import type { Checkpoint } from '#shared/domain/checkpoint.ts';
import { latestCheckpoint } from '#shared/domain/latest-checkpoint.ts';
import type { Instant } from '#shared/domain/run.ts';
import { messageOf } from '#shared/result.ts';
import { openJournal, type Journal } from '#electron/journal/open-journal.ts';
import { systemClock } from '#electron/platform/clock.ts';
import { homePaths } from '#electron/platform/home.ts';
import { parseHookEvent, type HookEvent } from './claude-hook-event.ts';
import { readInput } from './hook-input.ts';
import { checkpointAfter, heard } from './hook-records.ts';

const limits = { maxBytes: 16 * 1024 * 1024, withinMs: 2000 } as const;
/** Hooks of tools used side by side write the same records at the same time. */
const attempts = 8;

export interface HookCall {
  readonly home: string;
  /** The agent's own environment: `ROLLCALL_TASK` and `ROLLCALL_SESSION` say whose event it is. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: Parameters<typeof readInput>[0];
  /** A remark for whoever debugs the hook; never on standard output, which the agent would read. */
  readonly tell: (text: string) => void;
}

/**
 * `rollcall hook claude-code`: records what one event of Claude Code tells. Never fails the agent: what
 * it cannot understand or write is told, and the exit code stays 0 (2 would forbid the tool).
 */
export async function runHook(agent: string | undefined, call: HookCall): Promise<void> {
  const tell = (text: string): void => call.tell(`rollcall hook: ${text}`);
  try {
    if (agent !== 'claude-code')
      return tell(`“${agent ?? ''}” is no agent with hooks; it is claude-code.`);
    const text = await readInput(call.stdin, limits);
    const parsed = text.ok ? parseHookEvent(text.value) : text;
    // Also an event that is not understood says that the agent is alive.
    const event = parsed.ok ? parsed.value : undefined;
    const remark = parsed.ok ? parsed.value.remark : parsed.error;
    if (remark !== undefined) tell(remark);
    const why = record(call, event);
    if (why !== undefined) tell(why);
  } catch (error) {
    tell(`It was not recorded: ${messageOf(error)}`);
  }
}

/** Undefined, or why nothing was recorded. */
function record({ home, env }: HookCall, event: HookEvent | undefined): string | undefined {
  const sessionId = env['ROLLCALL_SESSION'];
  if (sessionId === undefined || sessionId === '')
    return 'This agent was not started by Rollcall (ROLLCALL_SESSION is not set).';
  const file = homePaths(home).journal;
  if (!existsSync(file)) return `There is no journal at ${file}.`;
  const opened = openJournal({ file, clock: systemClock, isThorough: false });
  if (!opened.ok) return opened.error.message;
  try {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const outcome = write(opened.value, { sessionId, taskId: env['ROLLCALL_TASK'], event });
      if (outcome !== 'stale') return outcome;
    }
    return 'Its records were changed by others again and again.';
  } finally {
    opened.value.close();
  }
}

interface Heard {
  readonly sessionId: string;
  readonly taskId: string | undefined;
  readonly event: HookEvent | undefined;
}

function write(
  { records }: Journal,
  { sessionId, taskId, event }: Heard,
): string | undefined | 'stale' {
  const session = records.get('session', sessionId);
  if (session === undefined) return `No session ${sessionId} is recorded in this home.`;
  if (session.record.status === 'exit') return `Session ${sessionId} is recorded as ended.`;
  const now = systemClock.now();
  const changes: RecordChange[] = [
    {
      kind: 'session',
      id: sessionId,
      expectedVersion: session.version,
      after: heard(session.record, event, now),
    },
  ];
  const moved =
    event && moveCheckpoint(records, taskId ?? session.record.taskId ?? '', { event, now });
  if (moved !== undefined) changes.push(moved.change);
  const written = moved?.isNotable
    ? records.write(changes, {
        actor: 'agent',
        verb: 'checkpoint',
        subject: `task:${moved.after.taskId}`,
        result: 'recorded',
        message: `Checkpoint “${moved.after.safeBoundaryLabel}” (${moved.after.replaySafety}) was recorded.`,
      })
    : records.writeQuietly(changes);
  return written.ok ? undefined : 'stale';
}

interface Moved {
  readonly change: RecordChange;
  readonly after: Checkpoint;
  /** What may follow an interruption is another thing now. */
  readonly isNotable: boolean;
}

function moveCheckpoint(
  records: Journal['records'],
  taskId: string,
  { event, now }: { readonly event: HookEvent; readonly now: Instant },
): Moved | undefined {
  const task = records.get('task', taskId);
  if (task === undefined) return undefined;
  const before: Recorded<Checkpoint> | undefined =
    records.get('checkpoint', `checkpoint-${taskId}`) ??
    latestCheckpoint(records.load().checkpoints, taskId);
  const after = checkpointAfter(task.record, before?.record, event, now);
  if (after === undefined) return undefined;
  const { source, workspace } = task;
  const expectedVersion = before?.version ?? 0;
  return {
    change: { kind: 'checkpoint', id: after.id, expectedVersion, after, source, workspace },
    after,
    isNotable: before?.record.replaySafety !== after.replaySafety,
  };
}

/** `hook`: for the help; the terminal entry answers it before anything else is loaded. */
export function addHookCommand(program: Command, home: string): void {
  program
    .command('hook')
    .description('reads a hook event of an agent on stdin and records what it tells')
    .argument('<agent>', 'claude-code')
    .action((agent: string) =>
      runHook(agent, {
        home,
        env: process.env,
        stdin: process.stdin,
        tell: (text) => console.error(text),
      }),
    );
}
