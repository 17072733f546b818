import { err, ok } from '#shared/result.ts';
import { createLook, type Look } from '#electron/recover/look.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import { observeFate } from '#electron/recover/session-fate.ts';
import type { DoneItem, UndoReading, UndoSpec } from '#electron/recover/undo-spec.ts';
import type { PlanIds } from '#electron/recover/plan-ids.ts';

/**
 * Stops the session that a verb started, then does what else there is to give back. What the agent has
 * done in its environment meanwhile stays, or goes into a backup.
 */
export const undoneByStopping = (deps: RecoverDeps, files?: UndoSpec): UndoSpec => ({
  kind: 'also',
  async observe(done, look, ids) {
    const sessionId = done.ids('session');
    const session = deps.store.get('session', sessionId);
    const fate = session && (await observeFate(deps, look, session.record));
    const alive = fate?.kind === 'alive' ? fate : undefined;
    const rest = await observeFiles(files, done, look, ids);
    const isOwn = rest?.why?.includes(sessionId) === true;
    return {
      why:
        fate?.kind === 'unknown'
          ? `Whether session ${sessionId} lives is not known (${fate.why}); look again.`
          : alive !== undefined && alive.identity?.startTime === undefined
            ? `The process of session ${sessionId} cannot be told from another; nothing is sent to it.`
            : isOwn
              ? undefined
              : rest?.why,
      facts: [
        { fact: 'its session', value: `${sessionId}: ${fate?.kind ?? 'not recorded'}` },
        // While it is at work there, what it writes is no reason to ask again.
        ...(alive === undefined ? (rest?.facts ?? []) : []),
      ],
      steps: [
        ...(alive === undefined
          ? []
          : [
              {
                describe: `End process ${alive.identity?.pid ?? '?'} of session ${sessionId} and all it started`,
              },
            ]),
        ...(rest?.steps ?? []),
      ],
      backup: rest?.backup,
      ignored: rest?.ignored,
      warnings: [
        ...(alive === undefined
          ? []
          : ['The agent is at work: what it has only in memory goes with it.']),
        ...(rest?.warnings ?? []),
      ],
      async act(context) {
        if (alive?.identity !== undefined) {
          const engine = deps.engine(session?.record.engine ?? '');
          const stopped = await engine?.stop(sessionId, alive.identity);
          if (stopped === undefined) return err({ kind: 'refused', why: 'Its engine is gone.' });
          if (!stopped.ok) return err({ kind: 'failed', why: stopped.error.message });
        }
        const again = await observeFiles(files, done, createLook(deps), ids);
        if (again === undefined) return ok(undefined);
        if (again.why !== undefined)
          return err({ kind: 'failed', why: `Its session has ended, but: ${again.why}` });
        return again.act(context);
      },
    };
  },
});

/** What a start set back before it, when it set back anything. */
async function observeFiles(
  files: UndoSpec | undefined,
  done: DoneItem,
  look: Look,
  ids: PlanIds,
): Promise<UndoReading | undefined> {
  return files?.kind === 'also' && done.done.backup !== undefined
    ? files.observe(done, look, ids)
    : undefined;
}
