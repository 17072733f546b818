import type { RecordChange } from '#shared/domain/records.ts';
import { err, type Result } from '#shared/result.ts';
import type { Launch } from './launch.ts';
import type { RecoverDeps } from './recover-deps.ts';
import type { ActContext, ActFailure } from './recovery-verb.ts';
import type { TaskScene } from './task-scene.ts';

/** What writing down a start needs. */
export type StartDeps = Pick<RecoverDeps, 'store' | 'engine' | 'clock' | 'runStatus'>;

/** How often a record that somebody else touched meanwhile (a heartbeat) is read again. */
const attempts = 5;

/** The records of this start as they are now; each undefined when it is no longer this start's. */
export function readOwn(deps: StartDeps, scene: TaskScene, launch: Launch) {
  const task = scene.task && deps.store.get('task', scene.task.record.id);
  const environment =
    scene.environment && deps.store.get('environment', scene.environment.record.id);
  const isOurs = environment?.record.lease?.holder.sessionId === launch.sessionId;
  return {
    session: deps.store.get('session', launch.sessionId),
    task: task?.record.state === 'queued' ? task : undefined,
    environment: isOurs ? environment : undefined,
  };
}

/** Writes what `compose` makes of the present records; reads again when one changed in between. */
export function writeAsLongAs(
  context: ActContext,
  told: Parameters<ActContext['write']>[1],
  compose: () => readonly RecordChange[] | undefined,
): Result<void, ActFailure> {
  for (let attempt = 1; ; attempt += 1) {
    const changes = compose();
    if (changes === undefined)
      return err({
        kind: 'failed',
        why: 'The task was changed by somebody else while its agent was being started; look again.',
      });
    const written = context.write(changes, told);
    if (written.ok || attempt === attempts) return written;
  }
}
