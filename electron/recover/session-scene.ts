import type { EngineEntry } from '#shared/domain/observation.ts';
import type { Environment } from '#shared/domain/environment.ts';
import type { Recorded } from '#shared/domain/records.ts';
import type { Session } from '#shared/domain/session.ts';
import type { Task } from '#shared/domain/task.ts';
import type { Look } from './look.ts';
import type { RecoverDeps } from './recover-deps.ts';
import { fateOfEntry, observeFate, type SessionFate } from './session-fate.ts';
import { environmentIdOf, sessionIdOf, type Target } from './target.ts';

/** A session with what holds it, as recorded and as seen in one look. */
export interface SessionScene {
  readonly target: Target;
  readonly sessionId: string | undefined;
  readonly engine: string;
  /** Undefined for a session that nobody recorded. */
  readonly recorded: Recorded<Session> | undefined;
  readonly entry: EngineEntry | undefined;
  readonly fate: SessionFate;
  readonly task: Recorded<Task> | undefined;
  /** Only when its unreleased lease is this session's. */
  readonly leased: Recorded<Environment> | undefined;
}

type Eyes = Pick<RecoverDeps, 'observeProcess' | 'clock' | 'policy' | 'host' | 'engineNames'>;

/** Gathers a session's scene; an unrecorded one is looked for in every engine. */
export async function observeSessionScene(
  eyes: Eyes,
  target: Target,
  look: Look,
): Promise<SessionScene> {
  const sessionId = sessionIdOf(target);
  const recorded = sessionId === undefined ? undefined : look.record('session', sessionId);
  const environmentId = environmentIdOf(target, look);
  const held = environmentId === undefined ? undefined : look.record('environment', environmentId);
  const taskId = recorded?.record.taskId;
  const listed = await findEntry(eyes, look, sessionId, recorded?.record.engine);
  const fate: SessionFate =
    recorded !== undefined
      ? await observeFate(eyes, look, recorded.record)
      : listed === undefined
        ? { kind: 'unknown', why: 'no engine lists it' }
        : fateOfEntry(listed.entry);
  return {
    target,
    sessionId,
    engine: listed?.engine ?? recorded?.record.engine ?? 'process',
    recorded,
    entry: listed?.entry,
    fate,
    task: taskId === undefined ? undefined : look.record('task', taskId),
    leased: held !== undefined && isHeldBy(held.record, sessionId) ? held : undefined,
  };
}

/** Whether an environment's unreleased lease is that session's. */
export const isHeldBy = ({ lease }: Environment, sessionId: string | undefined): boolean =>
  sessionId !== undefined &&
  lease?.releasedAt === undefined &&
  lease?.holder.sessionId === sessionId;

async function findEntry(
  eyes: Eyes,
  look: Look,
  sessionId: string | undefined,
  engine: string | undefined,
): Promise<{ readonly engine: string; readonly entry: EngineEntry } | undefined> {
  for (const name of engine === undefined ? eyes.engineNames : [engine]) {
    const reading =
      sessionId === undefined ? await look.engine(name) : await look.session(name, sessionId);
    const entry =
      reading.kind === 'read'
        ? reading.entries.find((candidate) => candidate.sessionId === sessionId)
        : undefined;
    if (entry !== undefined) return { engine: name, entry };
  }
  return undefined;
}

/** How a session was recorded, as a planned fact: which active state does not matter. */
export const recordedFact = ({ recorded }: SessionScene): string => {
  if (recorded === undefined) return 'not at all';
  return recorded.record.status === 'exit' ? 'exit' : 'active';
};

/** What became of the process, as a planned fact: gone is gone, whoever has its pid by now. */
export const processFact = ({ fate }: SessionScene): string => {
  if (fate.kind === 'alive')
    return `alive as ${fate.identity?.pid ?? '?'}, started ${fate.identity?.startTime ?? '?'}`;
  if (fate.kind === 'unknown') return `not known: ${fate.why}`;
  return `ended: ${fate.exitCode === undefined ? 'its process is gone' : fate.how}`;
};
