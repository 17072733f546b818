import { isKnown } from '#renderer/state/is-known.ts';
import type { MirrorState } from '#renderer/state/mirror-state.ts';
import { useMirror } from '#renderer/state/use-mirror.tsx';
import type { Condition } from '#shared/domain/condition.ts';

/** On the list, off it by the operator's word, or no longer observed; unknown while nobody has looked. */
export type Standing = 'open' | 'acknowledged' | 'gone' | 'unknown';

const findAcknowledged = ({ view }: MirrorState, id: string): Condition | undefined =>
  view?.acknowledged.find((one) => one.id === id);

/** How a condition stands. */
export function standOf(state: MirrorState, id: string): Standing {
  if (state.byId.has(id)) return 'open';
  if (findAcknowledged(state, id) !== undefined) return 'acknowledged';
  return isKnown(state) ? 'gone' : 'unknown';
}

/** A condition by id: as it is, or as it was last seen when it is there no more. */
const findCondition = (state: MirrorState, id: string): Condition | undefined =>
  state.byId.get(id) ??
  findAcknowledged(state, id) ??
  state.ghosts.get(id) ??
  (state.opened?.id === id ? state.opened : undefined);

/** A condition with how it stands; undefined when nothing was seen of it. */
export const useCondition = (
  id: string,
): { readonly condition: Condition | undefined; readonly standing: Standing } => ({
  condition: useMirror((state) => findCondition(state, id)),
  standing: useMirror((state) => standOf(state, id)),
});
