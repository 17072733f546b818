import { useMirror } from '#renderer/state/use-mirror.tsx';
import type { Condition } from '#shared/domain/condition.ts';

/** On the list, off it by the operator's word, or no longer observed. */
export type Standing = 'open' | 'acknowledged' | 'gone';

/** A condition by id: as it is, or as it was last seen when it is gone. */
export function useCondition(id: string): {
  readonly condition: Condition | undefined;
  readonly standing: Standing;
} {
  const open = useMirror((state) => state.byId.get(id));
  const acknowledged = useMirror((state) => state.view?.acknowledged.find((one) => one.id === id));
  const lastSeen = useMirror(
    (state) => state.ghosts.get(id) ?? (state.opened?.id === id ? state.opened : undefined),
  );
  if (open !== undefined) return { condition: open, standing: 'open' };
  if (acknowledged !== undefined) return { condition: acknowledged, standing: 'acknowledged' };
  return { condition: lastSeen, standing: 'gone' };
}
