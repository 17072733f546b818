import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, type RefObject } from 'react';
import { useMirror } from '#renderer/state/use-mirror.tsx';

const rowHeights = { comfortable: 52, compact: 44 } as const;
const groupHeight = 36;

/** The lines of the list and which of them to render, of what height, inside this scroller. */
export function useLines(scroller: RefObject<HTMLDivElement | null>) {
  const { lines, ids, lineOf } = useMirror((state) => state.layout);
  const focusedId = useMirror((state) => state.focusedId);
  const density = useMirror((state) => state.appearance.density);
  const focusedLine = focusedId === null ? -1 : (lineOf(focusedId) ?? -1);
  const rowHeight = rowHeights[density];
  // Stable while the lines are: each new one makes it measure every line again.
  const estimateSize = useCallback(
    (index: number) => (lines[index]?.kind === 'group' ? groupHeight : rowHeight),
    [lines, rowHeight],
  );
  const getItemKey = useCallback(
    (index: number) => {
      const line = lines[index];
      return line?.kind === 'group' ? line.group.key : (line?.id ?? index);
    },
    [lines],
  );
  // Its answers change without its identity changing, so nothing here may be memoised; nothing is.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize,
    getItemKey,
    overscan: 8,
    // The focused row stays mounted when it is scrolled away, so that the focus is not lost.
    rangeExtractor: (range: Range) => {
      const shown = defaultRangeExtractor(range);
      if (focusedLine < 0 || shown.includes(focusedLine)) return shown;
      return [...shown, focusedLine].toSorted((a, b) => a - b);
    },
  });
  // New lines are measured by their new keys; only another height must be told.
  useEffect(() => virtual.measure(), [virtual, rowHeight]);
  // Counted while nothing else is to do, so that the first update under the pointer is quick.
  useEffect(() => {
    const idle = requestIdleCallback(() => {
      for (const id of ids.slice(0, 4)) lineOf(id);
    });
    return () => cancelIdleCallback(idle);
  }, [ids, lineOf]);
  return {
    lines,
    focusedLine,
    items: virtual.getVirtualItems(),
    height: virtual.getTotalSize(),
    scrollTo(line: number) {
      const place = virtual.measurementsCache[line];
      const top = virtual.scrollOffset ?? 0;
      const bottom = top + (virtual.scrollRect?.height ?? 0);
      // Asking to scroll costs a layout: not for what is in view.
      if (place === undefined || place.start < top || place.end > bottom)
        virtual.scrollToIndex(line);
    },
  };
}
