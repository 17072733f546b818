import { promises as fs } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Fact, PlanStep } from '#shared/domain/plan.ts';
import type { UndoFile } from '#shared/domain/records.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import { withoutLineEnd, writeAtomically } from '#electron/platform/files.ts';
import { isOfEntry, readLinkFile } from '#electron/recover/reattach/link-files.ts';

/** A link that an act has changed, and how it is now. */
export interface ChangedLink {
  readonly path: string;
  /** Base64; null for no file. */
  readonly before: string | null;
  readonly after: string | null;
  readonly state: 'as_left' | 'as_before' | 'changed_since';
}

/** Looks at those that differ. */
export async function observeLinks(files: readonly UndoFile[]): Promise<readonly ChangedLink[]> {
  const changed = files.flatMap(({ path, before, after }) =>
    after === undefined || before === after ? [] : [{ path, before, after }],
  );
  return Promise.all(
    changed.map(async (link) => {
      const now = await readLinkFile(link.path);
      const state =
        now === link.after ? 'as_left' : now === link.before ? 'as_before' : 'changed_since';
      return { ...link, state } as const;
    }),
  );
}

/** The directory of the worktree that a link is about. */
export function directoryOf({ path, before, after }: ChangedLink): string {
  if (!isOfEntry(path)) return dirname(path);
  const named = Buffer.from(after ?? before ?? '', 'base64').toString('utf8');
  return dirname(resolve(dirname(path), withoutLineEnd(named)));
}

/** Git's side of a link that the act has made, and with it the whole entry. */
export const isMadeEntry = ({ path, before }: ChangedLink): boolean =>
  isOfEntry(path) && before === null;

export const linkFacts = (links: readonly ChangedLink[]): readonly Fact[] =>
  links.map(({ path, state }) => ({ fact: path, value: state.replaceAll('_', ' ') }));

export const linkSteps = (links: readonly ChangedLink[]): readonly PlanStep[] =>
  links
    .filter((link) => link.state === 'as_left' && !isMadeEntry(link))
    .map(({ path, before }) => ({
      describe: before === null ? `Remove ${path} again` : `Put ${path} back as it was`,
    }));

/** Sets those back that are still as the act left them; each in one step. `id` is of this undo's own. */
export async function setLinksBack(links: readonly ChangedLink[], id: string): Promise<void> {
  for (const link of links) {
    const { path, before, state } = link;
    const temporaryName = `${path}.rollcall-${id}`;
    // One that a killed attempt left.
    await fs.rm(temporaryName, { force: true });
    if (state !== 'as_left' || isMadeEntry(link)) continue;
    if (before === null) await fs.rm(path, { force: true });
    else await writeAtomically(path, Buffer.from(before, 'base64'), { temporaryName, mode: 0o644 });
    failpoint('undo:link-back');
  }
}
