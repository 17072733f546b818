import {
  checkpointOf,
  type Checkpoint,
  type ReplaySafety,
  type ToolCall,
} from '#shared/domain/checkpoint.ts';
import type { Instant } from '#shared/domain/run.ts';
import type { Session } from '#shared/domain/session.ts';
import type { Task } from '#shared/domain/task.ts';
import type { HookEvent } from './claude-hook-event.ts';
import { toolReplaySafety, toolTitle } from './replay-safety.ts';

/** A tool in use whose effect would be felt outside; what it is, by its own id. */
interface UnderWay {
  readonly id: string;
  readonly title: string;
  readonly safety: ReplaySafety;
}

/** What the hook keeps to resume by; its mark tells its own checkpoints from a harness's. */
interface HookState {
  readonly recordedBy: 'claude-code-hook';
  readonly sessionRef?: string | undefined;
  readonly transcriptPath?: string | undefined;
  readonly underWay: readonly UnderWay[];
}

/** Enough to see what was done lately; a long session must not make its record endless. */
const mostToolCalls = 200;
const mostUnderWay = 20;

/** The session after an event: heard, and known by the agent's own reference. */
export const heard = (session: Session, event: HookEvent | undefined, now: Instant): Session => ({
  ...session,
  lastHeartbeatAt: now,
  updatedAt: now,
  ...(event?.sessionRef === undefined ? {} : { resumeRef: event.sessionRef }),
});

/** Its mark is on everything the hook writes, so what carries it has this shape. */
function ownState(state: unknown): HookState | undefined {
  if (typeof state !== 'object' || state === null || !('recordedBy' in state)) return undefined;
  if (state.recordedBy !== 'claude-code-hook') return undefined;
  const { underWay } = state as Partial<HookState>;
  return {
    ...(state as HookState),
    underWay: Array.isArray(underWay) ? underWay.filter(isUnderWay) : [],
  };
}

const isUnderWay = (value: unknown): value is UnderWay =>
  typeof value === 'object' && value !== null && 'id' in value && 'safety' in value;

const keepsItself: ReadonlySet<ReplaySafety> = new Set([
  'operator_gated',
  'non_replayable_side_effect',
]);

/** What is under way after the event, and where the session stands now; undefined: no news. */
function boundaryAfter(
  { name, tool }: HookEvent,
  underWay: readonly UnderWay[],
): { readonly label: string; readonly underWay: readonly UnderWay[] } | undefined {
  if (name === 'Stop') return { label: 'end of turn', underWay: [] };
  if (tool === undefined) return undefined;
  const id = tool.useId ?? tool.name;
  const title = toolTitle(tool);
  const others = underWay.filter((one) => one.id !== id);
  if (name === 'PostToolUse' || name === 'PostToolUseFailure')
    return { label: `after ${title}`, underWay: others };
  const safety = toolReplaySafety(tool);
  if (name !== 'PreToolUse' || !keepsItself.has(safety)) return undefined;
  const now = [...others, { id, title, safety }].slice(-mostUnderWay);
  return { label: `before ${title}`, underWay: now };
}

const callOf = ({ name, tool }: HookEvent, at: Instant): readonly ToolCall[] =>
  tool === undefined || (name !== 'PostToolUse' && name !== 'PostToolUseFailure')
    ? []
    : [{ name: toolTitle(tool), at, replaySafety: toolReplaySafety(tool) }];

/**
 * The task's checkpoint after an event; undefined when the event moves none. Between tools a Claude
 * Code session can be resumed; while a tool is in use that must not run twice unasked, it is for the
 * operator. A checkpoint that somebody else set keeps its boundary and only gains the tool call.
 */
export function checkpointAfter(
  task: Task,
  before: Checkpoint | undefined,
  event: HookEvent,
  now: Instant,
): Checkpoint | undefined {
  const calls = callOf(event, now);
  const state = before === undefined ? undefined : ownState(before.resumeState);
  const completedToolCalls = [...(before?.completedToolCalls ?? []), ...calls].slice(
    -mostToolCalls,
  );
  if (before !== undefined && state === undefined)
    return calls.length === 0 ? undefined : { ...before, completedToolCalls, updatedAt: now };
  const boundary = boundaryAfter(event, state?.underWay ?? []);
  if (boundary === undefined) return undefined;
  const { label, underWay } = boundary;
  const gate =
    underWay.find(({ safety }) => safety === 'non_replayable_side_effect') ?? underWay[0];
  const resumeState: HookState = {
    recordedBy: 'claude-code-hook',
    sessionRef: event.sessionRef ?? state?.sessionRef,
    transcriptPath: event.transcriptPath ?? state?.transcriptPath,
    underWay,
  };
  return {
    ...before,
    ...checkpointOf(task, before, now),
    replaySafety: gate?.safety ?? 'checkpoint_resumable',
    resumeDisposition:
      gate === undefined ? 'resume_from_checkpoint' : 'operator_intervention_required',
    safeBoundaryLabel: gate === undefined ? label : `before ${gate.title}`,
    completedToolCalls,
    resultPublished: before?.resultPublished ?? false,
    resumeState,
  };
}
