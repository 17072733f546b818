import type { ObserveProcess } from '#shared/domain/engine.ts';
import type { ProcessIdentity } from '#shared/domain/session.ts';
import { keepIdentity } from './keep-identity.ts';
import type { ProcessTable } from './process-table.ts';
import type { SessionPaths } from './session-files.ts';
import type { FileReading } from './state-file.ts';
import type { StartedCommand } from './session-state.ts';

export interface AdoptDeps {
  readonly observeProcess: ObserveProcess;
  /** Undefined when no living process has that pid. */
  readonly identifyProcess: (pid: number) => Promise<ProcessIdentity | undefined>;
  readonly processes: ProcessTable;
}

export type Adoption =
  | { readonly kind: 'identified'; readonly identity: ProcessIdentity }
  /** Proven gone: nothing has that pid, or the machine was restarted since. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'unknown'; readonly why: string };

interface Unidentified {
  readonly sessionId: string;
  readonly paths: SessionPaths;
  readonly started: StartedCommand;
  readonly pid: Extract<FileReading<number>, { readonly kind: 'read' }>;
}

/** Between a process's start and the writing of its pid, clocks may differ by this much. */
const clockSlackMs = 2000;

/**
 * Finds the identity of a session whose starter died before it could be written down. A pid alone is
 * never proof: the process must carry the session's id in its environment or, where that may not be
 * read, must not be younger than the pid file.
 */
export async function adoptIdentity(
  deps: AdoptDeps,
  { sessionId, paths, started, pid }: Unidentified,
): Promise<Adoption> {
  const unknown = (why: string): Adoption => ({ kind: 'unknown', why });
  const self = await deps.identifyProcess(process.pid);
  if (self === undefined) return unknown('the processes of this machine could not be looked at');
  if (started.host !== undefined && started.host !== self.host)
    return unknown(`it was started on ${started.host}, which this machine cannot look at`);
  if (started.bootId !== undefined && started.bootId !== self.bootId) return { kind: 'gone' };
  const identity = await deps.identifyProcess(pid.value);
  if (identity === undefined) {
    const nobody = await deps.observeProcess({ ...self, pid: pid.value, startTime: undefined });
    return nobody.kind === 'absent'
      ? { kind: 'gone' }
      : unknown(`process ${pid.value} could not be looked at`);
  }
  const doubt = await doubtAbout(deps, sessionId, identity, pid.modifiedMs);
  if (doubt !== undefined) return unknown(`process ${pid.value} ${doubt}`);
  await keepIdentity(paths, identity);
  return { kind: 'identified', identity };
}

/** Why the process may be another one than the one that was started; undefined when it is ours. */
async function doubtAbout(
  deps: AdoptDeps,
  sessionId: string,
  identity: ProcessIdentity,
  pidWrittenMs: number,
): Promise<string | undefined> {
  const reading = await deps.observeProcess(identity);
  if (reading.kind !== 'alive') return 'could not be looked at twice';
  if (
    reading.startedAt !== undefined &&
    Date.parse(reading.startedAt) > pidWrittenMs + clockSlackMs
  )
    return 'is younger than the session: the pid may have been reused';
  const carried = deps.processes.sessionOf(identity.pid);
  if (carried === sessionId) return undefined;
  if (carried !== undefined) return 'does not carry the id of this session in its environment';
  return reading.startedAt === undefined ? 'cannot be told from another one' : undefined;
}
