import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RepositoryReading, WorktreeEntry } from '#shared/domain/observation.ts';
import { shortId } from '#electron/recover/words.ts';

/** How HEAD comes back. */
export type HeadBack =
  /** As it was: detached, or on a branch that is there and free. `moved`: the branch is elsewhere by now. */
  | { readonly kind: 'as_it_was'; readonly says: string; readonly moved?: string }
  | {
      readonly kind: 'branch_made';
      readonly says: string;
      readonly branch: string;
      readonly commit: string;
    }
  | {
      readonly kind: 'detached';
      readonly says: string;
      readonly commit: string;
      readonly why: string;
    }
  | { readonly kind: 'lost'; readonly says: string; readonly why: string };

/** Short name of the branch that an entry's HEAD is on; undefined when it is detached. */
export async function branchOfHead(entry: string): Promise<string | undefined> {
  const text = await readFile(join(entry, 'HEAD'), 'utf8').catch(() => '');
  return /^ref: refs\/heads\/(.+?)\s*$/.exec(text)?.[1];
}

/** Decides it from what the repository has now. `head`: the commit that HEAD was on. */
export function headBack(
  branch: string | undefined,
  head: string | undefined,
  worktrees: readonly WorktreeEntry[],
  repository: RepositoryReading,
  adminDir: string,
): HeadBack {
  if (branch === undefined) return { kind: 'as_it_was', says: 'detached, as it was' };
  // Also where it is being rebased, with HEAD detached meanwhile.
  const elsewhere = worktrees.find((one) => one.branch === branch && one.adminDir !== adminDir);
  const now = repository.kind === 'read' ? repository.branches[branch] : undefined;
  if (elsewhere !== undefined) {
    if (head === undefined)
      return lost(`Branch ${branch} is checked out in ${elsewhere.path}; switch that away first.`);
    const why = `It comes back detached: branch ${branch} is checked out in ${elsewhere.path}.`;
    return { kind: 'detached', says: `detached at ${shortId(head)}`, commit: head, why };
  }
  if (now === undefined)
    return head === undefined
      ? lost(`Branch ${branch} is gone, and nothing tells where it was.`)
      : {
          kind: 'branch_made',
          says: `on branch ${branch}, made again at ${shortId(head)}`,
          branch,
          commit: head,
        };
  return now === head || head === undefined
    ? { kind: 'as_it_was', says: `on branch ${branch}` }
    : { kind: 'as_it_was', says: `on branch ${branch}`, moved: shortId(now) };
}

const lost = (why: string): HeadBack => ({ kind: 'lost', says: 'not possible', why });
