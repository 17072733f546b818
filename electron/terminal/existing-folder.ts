import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { errorCode } from '#electron/platform/system-error.ts';
import { CommandFailure, exitCodes } from './exit-codes.ts';

/** The absolute path of a folder as the operator typed it; fails when there is none. */
export function existingFolder(typed: string): string {
  const path = resolve(typed);
  if (isFolder(typed)) return path;
  throw new CommandFailure(exitCodes.couldNotLook, `There is no folder ${path}.`);
}

/** Whether a folder is there; fails when nobody could look. */
export function isFolder(typed: string): boolean {
  const path = resolve(typed);
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch (error) {
    throw new CommandFailure(
      exitCodes.couldNotLook,
      `${path} could not be looked at: ${errorCode(error)}.`,
    );
  }
}
