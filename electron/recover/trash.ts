import { join } from 'node:path';
import { managedRoot } from '#shared/domain/managed-root.ts';

/** Where one thing that is moved aside goes: on the same volume as what lies under the managed root. */
export const trashPath = (workspace: string, id: string): string =>
  join(managedRoot(workspace), '.rollcall-trash', id);
