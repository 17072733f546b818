import type { ResumeDisposition } from '#shared/domain/checkpoint.ts';
import type { RunStatus } from '#shared/domain/run.ts';
import type { TaskState } from '#shared/domain/task.ts';
import type { Verb } from '#shared/domain/verb.ts';

interface ActionCase {
  readonly title: string;
  readonly isBlocked: boolean;
  readonly isPublished?: boolean;
  readonly disposition: ResumeDisposition;
  readonly hasResumeState: boolean;
  readonly offered: readonly Verb[];
}

/** Which actions a task's checkpoint allows. */
export const actionCases: readonly ActionCase[] = [
  {
    title: 'a task that is not blocked offers nothing',
    isBlocked: false,
    disposition: 'resume_from_checkpoint',
    hasResumeState: true,
    offered: [],
  },
  {
    title: 'a published result is never worked on again',
    isBlocked: true,
    isPublished: true,
    disposition: 'resume_from_checkpoint',
    hasResumeState: true,
    offered: [],
  },
  {
    title: 'a blocked task with a resume state can be resumed, restarted or acknowledged',
    isBlocked: true,
    disposition: 'resume_from_checkpoint',
    hasResumeState: true,
    offered: ['resume', 'restart', 'acknowledge'],
  },
  {
    title: 'without a resume state it cannot be resumed',
    isBlocked: true,
    disposition: 'resume_from_checkpoint',
    hasResumeState: false,
    offered: ['restart', 'acknowledge'],
  },
  {
    title: 'what needs the operator is never resumed',
    isBlocked: true,
    disposition: 'operator_intervention_required',
    hasResumeState: true,
    offered: ['restart', 'acknowledge'],
  },
];

interface RunCase {
  readonly title: string;
  readonly tasks: readonly TaskState[];
  readonly children?: readonly RunStatus[];
  readonly status: RunStatus;
}

/** A run's status, in the order in which the rules are asked. */
export const runCases: readonly RunCase[] = [
  { title: 'nothing in it', tasks: [], status: 'draft' },
  {
    title: 'all cancelled, children too',
    tasks: ['cancelled'],
    children: ['cancelled'],
    status: 'cancelled',
  },
  { title: 'one running', tasks: ['running', 'blocked', 'failed'], status: 'running' },
  { title: 'one queued', tasks: ['queued', 'failed'], status: 'running' },
  { title: 'a running child', tasks: ['blocked'], children: ['running'], status: 'running' },
  { title: 'one blocked', tasks: ['blocked', 'failed'], status: 'waiting' },
  { title: 'one waiting for approval', tasks: ['pending_approval'], status: 'waiting' },
  { title: 'one waiting for a review', tasks: ['review_pending'], status: 'waiting' },
  { title: 'one waiting for a test', tasks: ['test_pending'], status: 'waiting' },
  { title: 'a child that waits', tasks: ['completed'], children: ['waiting'], status: 'waiting' },
  { title: 'one failed', tasks: ['failed', 'completed'], status: 'failed' },
  { title: 'all completed', tasks: ['completed', 'completed'], status: 'completed' },
  { title: 'completed and cancelled', tasks: ['completed', 'cancelled'], status: 'completed' },
  { title: 'nothing else fits', tasks: ['completed'], children: ['draft'], status: 'draft' },
];
