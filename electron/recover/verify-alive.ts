import { err, ok, type Result } from '#shared/result.ts';
import type { Launch } from './launch.ts';
import type { Look } from './look.ts';
import type { RecoverDeps } from './recover-deps.ts';
import { observeFate } from './session-fate.ts';

/** Whether the session that was started is seen alive by a look after the act; `done`: “Resumed”. */
export async function verifyAlive(
  deps: Pick<RecoverDeps, 'observeProcess' | 'clock' | 'policy' | 'host'>,
  look: Look,
  launch: Launch | undefined,
  done: string,
): Promise<Result<string, string>> {
  const session = look.records().sessions.find(({ record }) => record.id === launch?.sessionId);
  if (session === undefined) return err('The new session is not recorded; look again.');
  const { id } = session.record;
  const fate = await observeFate(deps, look, session.record);
  switch (fate.kind) {
    case 'alive':
      return ok(`${done}: session ${id} was seen alive as process ${fate.identity?.pid ?? '?'}.`);
    case 'dead':
      return err(`Session ${id} was started, but when looked at again ${fate.how}; read its log.`);
    case 'unknown':
      return err(`Session ${id} was started, but could not be seen (${fate.why}); look again.`);
  }
}
