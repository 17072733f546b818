import { pathOf } from './clean-up/place.ts';
import type { Look } from './look.ts';
import { environmentIdOf, sessionIdOf, type Target, taskIdOf } from './target.ts';

/** Who is at work on what: two operations never act on one subject at the same time. */
export interface SubjectLocks {
  /**
   * Takes all of the keys, or none and gives the operation that holds one of them. Keys that the same
   * operation holds already are no obstacle.
   */
  take(keys: readonly string[], operationId: string): string | undefined;
  release(keys: readonly string[], operationId: string): void;
}

export function createSubjectLocks(): SubjectLocks {
  const holders = new Map<string, string>();
  return {
    take(keys, operationId) {
      for (const key of keys) {
        const holder = holders.get(key);
        if (holder !== undefined && holder !== operationId) return holder;
      }
      for (const key of keys) holders.set(key, operationId);
      return undefined;
    },
    release(keys, operationId) {
      for (const key of keys) if (holders.get(key) === operationId) holders.delete(key);
    },
  };
}

/**
 * Everything an act on this target may change: its subject, session, task and environment; of a
 * directory, also the environment that is recorded there.
 */
export function subjectsOf(
  target: Target,
  look: Pick<Look, 'record' | 'records'>,
): readonly string[] {
  const { kind, id } = target.subject;
  const place = kind === 'directory' ? (target.choices.to ?? id) : undefined;
  const behind = [
    ['session', sessionIdOf(target)],
    ['task', taskIdOf(target, look)],
    ['environment', environmentIdOf(target, look) ?? (place && environmentAt(place, look))],
  ] as const;
  const named = behind.flatMap(([what, name]) => (name === undefined ? [] : [`${what}:${name}`]));
  return [...new Set([`${kind}:${id}`, ...named])];
}

const environmentAt = (place: string, look: Pick<Look, 'records'>): string | undefined =>
  look.records().environments.find(({ record }) => pathOf(record) === place)?.record.id;
