import { access, constants, readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from '#electron/platform/system-error.ts';
import type { EngineEntry, EngineReading } from '#shared/domain/observation.ts';
import { observeSession, type ObserveSessionDeps } from './observe-session.ts';
import { isSessionId } from './session-files.ts';
import type { SettledSessions } from './settled-sessions.ts';

/** Files are small and the disk is shared with the agents. */
const atOnce = 16;

/**
 * Every session of this engine that has a directory, whether it runs or has ended. No `sessionsDir` at all is an
 * empty list only when its parent can be read: else a volume is missing, and with it the sessions.
 */
export async function observeSessions(
  deps: ObserveSessionDeps & { readonly settled: SettledSessions },
): Promise<EngineReading> {
  const { engine, settled } = deps;
  const observedAt = deps.clock.now();
  const names = await sessionNames(deps.sessionsDir);
  if (typeof names === 'string') return { kind: 'unreadable', engine, why: names, observedAt };
  const all = new Set(names);
  for (const memory of [settled, deps.commands, deps.identities]) memory.retain(all);
  const entries: EngineEntry[] = [];
  const waiting = names.values();
  const work = async () => {
    for (const name of waiting) {
      const known = settled.recall(name);
      if (known === 'of_another_engine') continue;
      if (known !== undefined) {
        const process = { ...known.entry.process, observedAt };
        entries.push({ ...known.entry, process });
        continue;
      }
      const entry = await settled.observe(name, () => observeSession(deps, name));
      if (entry !== undefined) entries.push(entry);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  entries.sort((a, b) => (a.sessionId < b.sessionId ? -1 : 1));
  return { kind: 'read', engine, entries, observedAt };
}

/** What is known of one session; all of them are looked at where it has no directory that could be read. */
export async function observeOneSession(
  deps: Parameters<typeof observeSessions>[0],
  sessionId: string,
): Promise<EngineReading> {
  const observedAt = deps.clock.now();
  const entry = isSessionId(sessionId) ? await observeSession(deps, sessionId) : undefined;
  if (entry !== undefined)
    return { kind: 'read', engine: deps.engine, entries: [entry], observedAt };
  const isReadable = await access(deps.sessionsDir, constants.R_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  return isReadable
    ? { kind: 'read', engine: deps.engine, entries: [], observedAt }
    : observeSessions(deps);
}

/** The names, or a sentence that says why they are not known. */
async function sessionNames(sessionsDir: string): Promise<readonly string[] | string> {
  try {
    const found = await readdir(sessionsDir, { withFileTypes: true });
    return found.filter((one) => one.isDirectory() && isSessionId(one.name)).map((one) => one.name);
  } catch (error) {
    const code = errorCode(error);
    if (code !== 'ENOENT') return `${sessionsDir} could not be read (${code}).`;
  }
  const parent = dirname(sessionsDir);
  try {
    await readdir(parent);
    return [];
  } catch (error) {
    return `${sessionsDir} is not there and ${parent} could not be read (${errorCode(error)}); its volume may be missing.`;
  }
}
