import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';

/** Pixels: a scroll by less draws no other rows. */
const step = 32;
/** What is drawn beyond the edges, so that a slow scroll finds it there. */
const margin = 320;
const restMs = 200;

interface Seen {
  readonly top: number;
  readonly height: number;
  /** Drawn beyond each edge. */
  readonly margin: number;
  /** Scrolled so far at once that little of what was in view still is. */
  readonly isLeap: boolean;
}

/** What of a scrolled element is in view and around it, in pixels from its top. */
export function useWindow(scroller: RefObject<HTMLElement | null>) {
  const [seen, setSeen] = useState<Seen>({ top: 0, height: 0, margin, isLeap: false });
  // To the pixel, without asking the page, which would lay it out first.
  const exact = useRef({ top: 0, height: 0 });

  useLayoutEffect(() => {
    const list = scroller.current;
    if (list === null) return undefined;
    const measure = () => {
      exact.current = { top: list.scrollTop, height: list.clientHeight };
      setSeen({ ...exact.current, margin, isLeap: false });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(list);
    return () => observer.disconnect();
  }, [scroller]);

  useEffect(() => {
    const list = scroller.current;
    let rest: ReturnType<typeof setTimeout> | undefined;
    let drawn = 0;
    const draw = (top: number, isLeap: boolean) => {
      drawn = top;
      setSeen({ top, height: exact.current.height, margin: isLeap ? step : margin, isLeap });
    };
    const onScroll = () => {
      const top = list?.scrollTop ?? 0;
      exact.current.top = top;
      const moved = Math.abs(top - drawn);
      if (moved < step) return;
      // Who leaps through the list sees the rows in view; those around them wait for a rest.
      const isLeap = moved > exact.current.height / 3;
      // Within this frame: an update that waits its turn would leave a gap.
      flushSync(() => draw(top, isLeap));
      clearTimeout(rest);
      if (isLeap) rest = setTimeout(() => draw(exact.current.top, false), restMs);
    };
    list?.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      clearTimeout(rest);
      list?.removeEventListener('scroll', onScroll);
    };
  }, [scroller]);

  /** Scrolls no further than it takes to bring this stretch into view. */
  const reveal = useCallback(
    (start: number, end: number) => {
      const { top, height } = exact.current;
      if (start < top) scroller.current?.scrollTo({ top: start });
      else if (end > top + height) scroller.current?.scrollTo({ top: end - height });
    },
    [scroller],
  );
  return { seen, reveal };
}
