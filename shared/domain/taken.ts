import type { Condition } from './condition.ts';
import type { Verb } from './verb.ts';

/** What a verb takes in hand; other verbs are about the condition itself. */
const taken: Partial<Record<Verb, 'task' | 'environment'>> = {
  resume: 'task',
  restart: 'task',
  recreate: 'environment',
  reattach: 'environment',
  switch_back: 'environment',
  finish_or_abort: 'environment',
};

/** Whether a verb is done once for all conditions of a task, or of an environment. */
export const takenBy = (verb: Verb): 'task' | 'environment' | undefined => taken[verb];

/** What the verb would take in hand for this condition, so that it is counted and done once. */
export const takenFor = (
  verb: Verb,
  { id, taskId, environmentId }: Pick<Condition, 'id' | 'taskId' | 'environmentId'>,
): string => {
  const kind = takenBy(verb);
  const own = kind === 'task' ? taskId : kind === 'environment' ? environmentId : undefined;
  return own === undefined ? id : `${kind} ${own}`;
};
