import { basename } from 'node:path';
import type { WorkspaceRow } from '#shared/contract/view.ts';
import type { RunGit } from '#shared/domain/git.ts';
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
  /** Where the sample's repository is, or will be. */
  readonly samplePath: string;
  readonly createSample: () => Promise<Result<void, Refusal>>;
  readonly removeSample: () => Promise<Result<void, Refusal>>;
}

/** The repository's root when the folder is inside one, so that its worktrees are found. */
async function rootOf(runGit: RunGit, path: string): Promise<string> {
  const top = await runGit({ cwd: path, access: 'read', args: ['rev-parse', '--show-toplevel'] });
  const root = top.ok ? top.value.replace(/\n$/u, '') : '';
  return root === '' ? path : root;
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
    async createSample() {
      const sample = { path: deps.samplePath, name: 'Sample world', isSample: true };
      if (deps.journal.list().some((workspace) => workspace.isSample)) return ok(sample);
      // Watched first: if making it fails half-way, the rest can be seen and removed.
      deps.journal.add(sample);
      const made = await deps.createSample();
      await deps.lookNow();
      return made.ok ? ok(sample) : made;
    },
    async removeSample() {
      const removed = await deps.removeSample();
      if (!removed.ok) return removed;
      deps.journal.remove(deps.samplePath);
      await deps.lookNow();
      return ok(undefined);
    },
  };
}
