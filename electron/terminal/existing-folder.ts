import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { CommandFailure, exitCodes } from './exit-codes.ts';

/** The absolute path of a folder as the operator typed it; fails when there is none. */
export function existingFolder(typed: string): string {
  const path = resolve(typed);
  if (isFolder(typed)) return path;
  throw new CommandFailure(exitCodes.couldNotLook, `There is no folder ${path}.`);
}

export const isFolder = (typed: string): boolean =>
  statSync(resolve(typed), { throwIfNoEntry: false })?.isDirectory() === true;
