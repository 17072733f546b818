import { useEffect, useState } from 'react';
import { countMatching } from '#renderer/state/count-matching.ts';
import { isKnown } from '#renderer/state/is-known.ts';
import { useMirror, useShell } from '#renderer/state/use-mirror.tsx';

const none: ReadonlyMap<string, number> = new Map();

/** How many items each saved view shows, by its id. Counted while nothing else is to do. */
export function useViewCounts(): ReadonlyMap<string, number> {
  const { nowMs } = useShell();
  const views = useMirror((state) => state.views);
  const canCount = useMirror(isKnown);
  const byId = useMirror((state) => state.byId);
  const [counts, setCounts] = useState(none);
  useEffect(() => {
    if (views === null || views.length === 0 || !canCount) return undefined;
    const queries = views.map(({ query }) => query);
    const counting = countMatching(byId.values(), queries, nowMs());
    const goOn = (deadline: IdleDeadline): void => {
      let step = counting.next();
      while (step.done !== true && deadline.timeRemaining() > 4) step = counting.next();
      if (step.done !== true) idle = requestIdleCallback(goOn);
      else {
        const found = step.value;
        setCounts(new Map(views.map(({ id }, at) => [id, found[at] ?? 0])));
      }
    };
    let idle = requestIdleCallback(goOn);
    return () => cancelIdleCallback(idle);
  }, [views, byId, canCount, nowMs]);
  return counts;
}
