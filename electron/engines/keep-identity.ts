import { randomUUID } from 'node:crypto';
import type { ProcessIdentity } from '#shared/domain/session.ts';
import { writeAtomically } from '#electron/platform/files.ts';
import type { SessionPaths } from './session-files.ts';

/**
 * Writes an agent's identity down, so that later looks need not prove it again. False when the disk
 * would not take it: the agent runs all the same, and the next look identifies it by its pid file.
 */
export async function keepIdentity(
  { identity: path }: SessionPaths,
  identity: ProcessIdentity,
): Promise<boolean> {
  const temporaryName = `${path}.${randomUUID()}.tmp`;
  try {
    await writeAtomically(path, `${JSON.stringify(identity, null, 2)}\n`, { temporaryName });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}
