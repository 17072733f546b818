import { join } from 'node:path';

/** The directory that Rollcall keeps worktrees of a workspace (absolute path) in. */
export const managedRootOf = (workspace: string): string => `${workspace}.worktrees`;

/** Where one thing that is moved aside goes: on the same volume as what lies under the managed root. */
export const trashPath = (workspace: string, id: string): string =>
  join(managedRootOf(workspace), '.rollcall-trash', id);
