import { isInterruptionReason } from '#shared/domain/blocked-reason.ts';
import type { AuditRow } from '#shared/domain/audit.ts';
import type { Condition } from '#shared/domain/condition.ts';
import { isOffered } from '#shared/domain/offered.ts';
import type { Task } from '#shared/domain/task.ts';

export interface AutoResumeSituation {
  /** Open ones: what an operator has acknowledged is left to them. */
  readonly conditions: readonly Condition[];
  readonly task: (
    id: string,
  ) => Pick<Task, 'state' | 'blockedReasons' | 'resultPublished'> | undefined;
  /** Workspaces in which the operator turned it on. */
  readonly workspaces: ReadonlySet<string>;
  /** The task's audit, newest first. */
  readonly auditOf: (taskId: string) => readonly Pick<AuditRow, 'verb' | 'result' | 'at'>[];
}

export interface AutoResumeDecision {
  readonly resume: readonly { readonly taskId: string; readonly conditionId: string }[];
  /** Would be resumed, but for what it did the last times. */
  readonly held: readonly { readonly taskId: string; readonly why: string }[];
}

const quickMs = 10 * 60_000;
const triesAtMost = 3;
export const heldWhy =
  'Not resumed at start: it crashed within 10 minutes of each of its last three recoveries. Look at its log, then resume or restart it yourself.';

/**
 * Whether a task crashed soon after each of its last three recoveries. Rows of one recovery follow one
 * another without a crash between them and count once; one that has not crashed since is none of these.
 */
export function keepsCrashing(
  newestFirst: readonly Pick<AuditRow, 'verb' | 'result' | 'at'>[],
): boolean {
  const wasQuick: boolean[] = [];
  let startedMs: number | undefined;
  for (const { verb, result, at } of newestFirst.toReversed()) {
    if ((verb === 'resume' || verb === 'restart') && result === 'applied')
      startedMs ??= Date.parse(at);
    if (verb !== 'task_interrupted' || startedMs === undefined) continue;
    wasQuick.push(Date.parse(at) - startedMs <= quickMs);
    startedMs = undefined;
  }
  const last = wasQuick.slice(-triesAtMost);
  return startedMs === undefined && last.length === triesAtMost && last.every(Boolean);
}

/**
 * Which interrupted tasks go on by themselves when Rollcall starts: blocked, unpublished, resumable,
 * and blocked for nothing but their interruption. Pure.
 */
export function decideAutoResume(situation: AutoResumeSituation): AutoResumeDecision {
  const resume = new Map<string, string>();
  const held = new Map<string, string>();
  for (const condition of situation.conditions) {
    const { taskId, subject } = condition;
    if (taskId === undefined || resume.has(taskId) || held.has(taskId)) continue;
    if (!situation.workspaces.has(subject.workspace) || !isOffered(condition.actions, 'resume'))
      continue;
    const task = situation.task(taskId);
    if (task?.state !== 'blocked' || task.resultPublished) continue;
    if (!task.blockedReasons.every(isInterruptionReason)) continue;
    if (keepsCrashing(situation.auditOf(taskId))) held.set(taskId, heldWhy);
    else resume.set(taskId, condition.id);
  }
  return {
    resume: [...resume].map(([taskId, conditionId]) => ({ taskId, conditionId })),
    held: [...held].map(([taskId, why]) => ({ taskId, why })),
  };
}
