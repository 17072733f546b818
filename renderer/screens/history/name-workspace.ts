import { lastPart } from '#shared/domain/last-part.ts';

/** A folder by its last part, or by its whole path where another one ends the same. */
export function nameWorkspace(
  workspace: string,
  all: readonly { readonly workspace: string }[],
): string {
  if (workspace === '') return 'no workspace';
  const name = lastPart(workspace);
  const isAlone = all.filter((one) => lastPart(one.workspace) === name).length === 1;
  return isAlone ? name : workspace;
}
