import { ok } from '#shared/result.ts';
import type { RecoveryVerb } from '#electron/recover/recovery-verb.ts';
import { targetOfItem, taskIdOf } from '#electron/recover/target.ts';
import { nothingToDo, type UndoSpec } from '#electron/recover/undo-spec.ts';

const isOver = 'A process that has ended cannot be brought back';

/**
 * A process does not come back: its task is started again from its last checkpoint, as Resume does it.
 * That the session was stopped stays recorded, as it was.
 */
export const undoneByResuming = (resume: RecoveryVerb): UndoSpec => ({
  kind: 'also',
  leavesRecords: true,
  how: 'its task goes on from its last checkpoint in a new session, where it can be resumed',
  async observe({ planned }, look, ids) {
    const stopped = targetOfItem(planned, undefined);
    const taskId = taskIdOf(stopped, look);
    if (taskId === undefined)
      return nothingToDo(`${isOver}, and it belonged to no task that could go on.`);
    const subject = { ...planned.subject, kind: 'task', id: taskId } as const;
    const target = { ...stopped, subject, choices: {} };
    const prepared = await resume.prepare(target, look, ids);
    if (prepared.why !== undefined)
      return {
        ...nothingToDo(`${isOver}, and its task cannot be resumed: ${prepared.why}`),
        facts: prepared.facts,
        settle: async (context) => (await prepared.settle(context)) ?? 'not_begun',
        verify: (again) => prepared.verify(again),
      };
    const { steps, keeps, warnings } = prepared.describe();
    return {
      facts: prepared.facts,
      steps,
      keeps,
      warnings: [
        `${isOver}: task ${taskId} goes on from its last checkpoint in a new session.`,
        ...warnings,
      ],
      async act(context) {
        const resumed = await prepared.act(context);
        return resumed.ok ? ok(undefined) : resumed;
      },
      settle: async (context) => (await prepared.settle(context)) ?? 'not_begun',
      verify: (again) => prepared.verify(again),
    };
  },
});
