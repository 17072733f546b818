import type { LaunchTemplate } from '#shared/domain/engine.ts';
import type { Session } from '#shared/domain/session.ts';
import type { Task } from '#shared/domain/task.ts';

type Started = Pick<Session, 'command' | 'startedAt'>;

function firstCommand(sessions: readonly Started[]): readonly string[] | undefined {
  const known = sessions.filter(({ command }) => command !== undefined && command.length > 0);
  return known.toSorted((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt))[0]?.command;
}

/**
 * What a queued task is to be started with: the command recorded with it, else its first session's,
 * else its agent's launch template where that takes the task's prompt; an agent that would not know
 * what to do is not started. Undefined: nobody knows.
 */
export function queuedCommand(
  task: Pick<Task, 'command' | 'prompt'>,
  sessions: readonly Started[],
  expandStart: () => {
    readonly template: LaunchTemplate;
    readonly command: readonly string[] | undefined;
  },
): readonly string[] | undefined {
  if (task.command !== undefined && task.command.length > 0) return task.command;
  const first = firstCommand(sessions);
  if (first !== undefined || task.prompt === undefined) return first;
  const { template, command } = expandStart();
  return template.start.some((part) => part.includes('{prompt}')) ? command : undefined;
}
