import { err, ok, type Result } from '#shared/result.ts';
import type { Launch } from './launch.ts';
import { createLook } from './look.ts';
import type { RecoverDeps } from './recover-deps.ts';
import type { ActContext, Acted } from './recovery-verb.ts';
import { fateOfEntry } from './session-fate.ts';
import { giveUp } from './give-up-start.ts';
import { recordStart } from './start-session.ts';
import type { TaskScene } from './task-scene.ts';

/**
 * A start that Rollcall did not live to see: when the session came to life it is recorded as running, also
 * one that has ended since, whose end is then judged as any other; when it did not the task is blocked again
 * and the lease given back.
 */
export async function settleStart(
  deps: RecoverDeps,
  scene: TaskScene,
  launch: Result<Launch, unknown>,
  context: ActContext,
): Promise<Acted | undefined> {
  if (!launch.ok) return undefined;
  const { sessionId, engine } = launch.value;
  const session = deps.store.get('session', sessionId);
  if (session === undefined) return undefined;
  if (session.record.status !== 'spawned') return ok({ why: 'It had been recorded.' });
  const reading = await createLook(deps).engine(engine);
  if (reading.kind === 'unreadable')
    return err({
      kind: 'failed',
      why: `Its engine could not be asked (${reading.why}); look again.`,
    });
  const entry = reading.entries.find((one) => one.sessionId === sessionId);
  const fate = entry && fateOfEntry(entry);
  if (fate?.kind === 'unknown')
    return err({ kind: 'failed', why: `Whether it was started is not known (${fate.why}).` });
  const identity = (fate?.kind === 'alive' ? fate.identity : undefined) ?? entry?.identity;
  if (identity === undefined && entry?.exitCode === undefined)
    return giveUp(deps, scene, launch.value, context, 'Rollcall was ended before it came to life');
  const logPath = entry?.logPath;
  const recorded = recordStart(deps, scene, launch.value, context, { identity, logPath });
  return recorded.ok ? ok({ why: 'It had been started.' }) : recorded;
}
