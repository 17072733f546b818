import {
  CircleCheck,
  CircleQuestionMark,
  FolderX,
  GitPullRequestDraft,
  PencilLine,
  Unlink2,
} from 'lucide-react';
import type { EnvironmentHealth } from '#shared/domain/environment.ts';
import { Mark, type MarkProps } from './mark.tsx';

const marks: Readonly<Record<EnvironmentHealth, Pick<MarkProps, 'icon' | 'tone'>>> = {
  clean: { icon: CircleCheck, tone: 'good' },
  dirty: { icon: PencilLine, tone: 'orphaned' },
  missing: { icon: FolderX, tone: 'crashed' },
  drifted: { icon: GitPullRequestDraft, tone: 'drifted' },
  orphaned: { icon: Unlink2, tone: 'orphaned' },
  unknown: { icon: CircleQuestionMark, tone: 'dim' },
};

/** An environment's health by sign and word. */
export const HealthMark = ({ health }: { readonly health: EnvironmentHealth }) => (
  <Mark {...marks[health]} word={health} />
);
