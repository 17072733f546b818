import { isAbsolute } from 'node:path';
import { isObject, readJson } from '#shared/domain/json.ts';
import {
  type ProcessIdentity,
  type SessionStatus,
  sessionStatuses,
} from '#shared/domain/session.ts';
import { isPid } from './session-files.ts';

/** The engine of a session whose `command.json` names none: it is older than the second engine. */
export const firstEngine = 'process';

/** What `command.json` holds: what was started, where, by which engine, and on which machine. */
export interface StartedCommand {
  readonly engine: string;
  readonly command: readonly string[];
  readonly cwd: string;
  readonly startedAt: string;
  readonly host?: string | undefined;
  readonly bootId?: string | undefined;
}

/** As written: with what was added to the environment, for whoever wants to start it again by hand. */
export interface CommandFile extends StartedCommand {
  readonly env: Readonly<Record<string, string | null>>;
}

const secretName = /key|token|secret|passw|credential|auth|cookie/iu;

/** The environment as it may be kept on disk: the name of everything, no value that looks secret. */
export const withoutSecrets = (
  env: Readonly<Record<string, string>>,
): Record<string, string | null> =>
  Object.fromEntries(
    Object.entries(env).map(([name, value]) => [name, secretName.test(name) ? null : value]),
  );

const isText = (value: unknown): value is string => typeof value === 'string';
const textOrNothing = (value: unknown): string | undefined => (isText(value) ? value : undefined);

/** Reads `command.json`; undefined when a needed field is missing or of the wrong type. */
export function parseCommand(text: string): StartedCommand | undefined {
  const found = readJson(text);
  if (!isObject(found)) return undefined;
  const { command, cwd, startedAt } = found;
  if (!Array.isArray(command) || command.length === 0 || !command.every(isText)) return undefined;
  if (!isText(cwd) || !isAbsolute(cwd) || cwd.includes('\0')) return undefined;
  if (!isText(startedAt) || Number.isNaN(Date.parse(startedAt))) return undefined;
  return {
    engine: textOrNothing(found['engine']) ?? firstEngine,
    command,
    cwd,
    startedAt,
    host: textOrNothing(found['host']),
    bootId: textOrNothing(found['bootId']),
  };
}

/** Reads `identity.json`; undefined when it does not name a process. */
export function parseIdentity(text: string): ProcessIdentity | undefined {
  const found = readJson(text);
  if (!isObject(found)) return undefined;
  const { pid } = found;
  if (typeof pid !== 'number' || !isPid(pid)) return undefined;
  return {
    pid,
    startTime: textOrNothing(found['startTime']),
    bootId: textOrNothing(found['bootId']),
    host: textOrNothing(found['host']),
  };
}

/** Reads `status`; undefined when it is no state that a session can be in. */
export const parseStatus = (text: string): SessionStatus | undefined =>
  sessionStatuses.find((status) => status === text.trim());
