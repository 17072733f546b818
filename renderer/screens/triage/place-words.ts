import type { Condition } from '#shared/domain/condition.ts';
import { lastPart } from '#shared/domain/last-part.ts';

/** Workspace, run and agent, as far as known. */
export const sayPlace = (
  { subject, agentId }: Pick<Condition, 'subject' | 'agentId'>,
  run: string | undefined,
): string =>
  [lastPart(subject.workspace), run, agentId].filter((part) => part !== undefined).join(' · ');

/** A sentence for a narrow row: the workspace and its worktrees by their short names. */
export const shortenPaths = (sentence: string, workspace: string): string =>
  workspace === ''
    ? sentence
    : sentence
        .replaceAll(`${workspace}.worktrees/`, '…/')
        .replaceAll(workspace, `…/${lastPart(workspace)}`);
