import { basename, join } from 'node:path';
import type { WorkspaceRow } from '#shared/contract/view.ts';
import type { RunGit } from '#shared/domain/git.ts';
import { managedRoot } from '#shared/domain/managed-root.ts';
import type { PathReading } from '#shared/domain/observation.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { Refusal, RouterParts } from './router.ts';

export interface WorkspacesDeps {
  readonly journal: {
    add(workspace: WorkspaceRow): void;
    remove(path: string): boolean;
    list(): readonly WorkspaceRow[];
  };
  readonly observePath: (path: string) => Promise<PathReading>;
  readonly runGit: RunGit;
  readonly discover: () => Promise<readonly { path: string; name: string; worktrees: number }[]>;
  readonly lookNow: () => Promise<unknown>;
  /** The folder in the home below which the sample's repository is made, unless another is named. */
  readonly sampleFolder: string;
  readonly createSample: (repository: string) => Promise<Result<void, Refusal>>;
  readonly removeSample: (repository: string) => Promise<Result<void, Refusal>>;
}

/** The repository's root when the folder is inside one, so that its worktrees are found. */
async function rootOf(runGit: RunGit, path: string): Promise<string> {
  const top = await runGit({ cwd: path, access: 'read', args: ['rev-parse', '--show-toplevel'] });
  const root = top.ok ? top.value.replace(/\n$/u, '') : '';
  return root === '' ? path : root;
}

const sampleIn = (folder: string): string => join(folder, 'shop-api');

/** Why the sample cannot be made there: all of it is removed later, so nothing of anybody else may be in it. */
async function findTaken(
  { observePath }: Pick<WorkspacesDeps, 'observePath'>,
  repository: string,
): Promise<string | undefined> {
  for (const path of [repository, managedRoot(repository)]) {
    const seen = await observePath(path);
    if (seen.kind === 'present') return `${path} is there already; name another folder.`;
    if (seen.kind === 'unknown') return `${path} cannot be used: ${seen.why}`;
  }
  return undefined;
}

/** Opening, closing and finding workspaces, and the sample world. */
export function createWorkspacesPart(deps: WorkspacesDeps): RouterParts['workspaces'] {
  return {
    async open(path) {
      const seen = await deps.observePath(path);
      if (seen.kind === 'unknown')
        return err({ kind: 'unreadable', message: `${path} cannot be read: ${seen.why}` });
      if (seen.kind === 'absent')
        return err({ kind: 'absent', message: `There is no folder ${path}.` });
      if (seen.type !== 'directory')
        return err({ kind: 'not_a_folder', message: `${path} is a file; open its folder.` });
      const root = await rootOf(deps.runGit, seen.realPath);
      const workspace: WorkspaceRow = { path: root, name: basename(root), isSample: false };
      deps.journal.add(workspace);
      await deps.lookNow();
      return ok(workspace);
    },
    async close(path) {
      deps.journal.remove(path);
      await deps.lookNow();
    },
    async discover() {
      const watched = new Set(deps.journal.list().map((workspace) => workspace.path));
      const found = await deps.discover();
      return found.filter((repository) => !watched.has(repository.path));
    },
    async createSample(directory) {
      const path = sampleIn(directory ?? deps.sampleFolder);
      const sample = { path, name: 'Sample world', isSample: true };
      const known = deps.journal.list().find((workspace) => workspace.isSample);
      if (known !== undefined)
        return directory === undefined || known.path === path
          ? ok(known)
          : err({
              kind: 'sample_elsewhere',
              message: `The sample world is in ${known.path} already; remove that one first.`,
            });
      const taken = directory === undefined ? undefined : await findTaken(deps, path);
      if (taken !== undefined) return err({ kind: 'place_taken', message: taken });
      // Watched first: if making it fails half-way, the rest can be seen and removed.
      deps.journal.add(sample);
      const made = await deps.createSample(path);
      await deps.lookNow();
      return made.ok ? ok(sample) : made;
    },
    async removeSample() {
      const known = deps.journal.list().find((workspace) => workspace.isSample);
      const path = known?.path ?? sampleIn(deps.sampleFolder);
      const removed = await deps.removeSample(path);
      if (!removed.ok) return removed;
      deps.journal.remove(path);
      await deps.lookNow();
      return ok(undefined);
    },
  };
}
