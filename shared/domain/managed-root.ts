/** Where Rollcall puts the worktrees and directories of a workspace (an absolute path). */
export const managedRoot = (workspace: string): string => `${workspace}.worktrees`;
