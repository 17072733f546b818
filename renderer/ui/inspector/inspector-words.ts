import type { ChangeKind } from '#shared/domain/observation.ts';
import { readable } from '#shared/domain/readable.ts';
import { sayBytes } from '#shared/domain/say-bytes.ts';
import type { CheckpointFacts, EnvironmentFacts, SizeFacts } from './environment-facts.ts';

/** The letter of a changed file, and the word it stands for. */
export const changeSigns: Readonly<
  Record<ChangeKind, { readonly letter: string; readonly word: string }>
> = {
  added: { letter: 'A', word: 'added' },
  modified: { letter: 'M', word: 'modified' },
  deleted: { letter: 'D', word: 'deleted' },
  renamed: { letter: 'R', word: 'renamed' },
  type_changed: { letter: 'T', word: 'type changed' },
  untracked: { letter: '?', word: 'untracked' },
  conflicted: { letter: '!', word: 'in conflict' },
  submodule: { letter: 'S', word: 'submodule' },
};

const modeWords: Readonly<Record<string, string>> = {
  shared_workspace: 'shared workspace',
  isolated_workspace: 'isolated directory',
  git_worktree: 'git worktree',
  remote: 'remote',
};

/** An execution mode as people say it. */
export const describeMode = (mode: string): string => modeWords[mode] ?? readable(mode);

const safetyWords: Readonly<Record<string, string>> = {
  pure_readonly: 'Only reads: repeating it changes nothing',
  idempotent_write: 'Safe to repeat: writing again gives the same',
  checkpoint_resumable: 'Goes on from its checkpoint; nothing is repeated',
  operator_gated: 'Waits for an operator before it goes on',
  non_replayable_side_effect: 'Must not be repeated: it acts on the world outside',
};

/** What replay safety means for whoever is about to continue the task. */
export const describeReplaySafety = (safety: string): string =>
  safetyWords[safety] ?? readable(safety);

const dispositionWords: Readonly<Record<string, string>> = {
  resume_from_checkpoint: 'Resume from here',
  restart_from_boundary: 'Restart from here',
  operator_intervention_required: 'An operator has to decide',
  not_applicable: 'Nothing to continue',
};

/** What follows from a checkpoint after an interruption. */
export function describeDisposition(checkpoint: CheckpointFacts): string {
  const words = dispositionWords[checkpoint.disposition] ?? readable(checkpoint.disposition);
  if (checkpoint.disposition !== 'resume_from_checkpoint' || checkpoint.hasResumeState)
    return words;
  return 'Cannot resume: no resume state was recorded';
}

const leaseWords: Readonly<Record<string, string>> = {
  alive: 'held, its holder is alive',
  absent: 'abandoned, its holder is gone',
  reused: 'abandoned, another process has the pid of its holder',
  unknown: 'its holder could not be looked at',
};

/** How a lease stands, from what was seen of its holder. */
export const describeLease = (state: string): string => leaseWords[state] ?? readable(state);

/** How far a branch is from its upstream: `2 ahead of origin/main`; null when not looked at. */
export function describeDistance(
  facts: Pick<EnvironmentFacts, 'upstream' | 'ahead' | 'behind' | 'unreadable'>,
): string | null {
  const { upstream, ahead, behind, unreadable } = facts;
  if (upstream === null) return unreadable === null ? 'no upstream' : null;
  if (ahead === null || behind === null) return null;
  if (ahead === 0 && behind === 0) return `even with ${upstream}`;
  const parts = [
    ahead > 0 ? `${ahead} ahead of` : null,
    behind > 0 ? `${behind} behind` : null,
  ].filter((part) => part !== null);
  return `${parts.join(', ')} ${upstream}`;
}

/** `1.4 GB`, `at least 3 MB`. */
export const describeSize = ({
  bytes,
  isPartial,
}: Pick<SizeFacts, 'bytes' | 'isPartial'>): string =>
  `${isPartial ? 'at least ' : ''}${sayBytes(bytes)}`;
