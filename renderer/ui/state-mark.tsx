import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleSlash,
  CircleX,
  Hand,
} from 'lucide-react';
import { readable } from '#shared/domain/readable.ts';
import type { RunStatus } from '#shared/domain/run.ts';
import type { TaskState } from '#shared/domain/task.ts';
import { Mark, type MarkProps } from './mark.tsx';

const notBegun = { icon: CircleDashed, tone: 'dim' } as const;
const held = { icon: Ban, tone: 'blocked' } as const;
const yours = { icon: Hand, tone: 'orphaned' } as const;

const marks: Readonly<Record<TaskState | RunStatus, Pick<MarkProps, 'icon' | 'tone'>>> = {
  draft: notBegun,
  queued: notBegun,
  blocked: held,
  waiting: held,
  pending_approval: yours,
  review_pending: yours,
  test_pending: yours,
  running: { icon: CircleDot, tone: 'live' },
  completed: { icon: CircleCheck, tone: 'good' },
  failed: { icon: CircleX, tone: 'crashed' },
  cancelled: { icon: CircleSlash, tone: 'dim' },
};

/** The state of a task or run, by sign and word. */
export const StateMark = ({ state }: { readonly state: TaskState | RunStatus }) => (
  <Mark {...marks[state]} word={readable(state)} />
);
