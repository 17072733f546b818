import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** How a log scrolls: stuck to its end, or paused where the operator reads. */
export interface LogScroll {
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly virtualizer: Virtualizer<HTMLDivElement, Element>;
  readonly isFollowing: boolean;
  /** Lines that came since it was paused. */
  readonly unseen: number;
  /** Call on every scroll of `frame`. */
  onScroll(): void;
  /** Goes to the end and stays there. */
  follow(): void;
  /** Pauses and brings the line at this position into sight. */
  showLine(at: number): void;
}

/** Pixels. */
export const logLineHeight = 18;
/** Nearer to the end than this counts as being there. */
const endSlack = 8;

/** `count` lines are shown; `lastNumber` is the number of the last one. */
export function useLogScroll(count: number, lastNumber: number): LogScroll {
  const frame = useRef<HTMLDivElement>(null);
  // The number of the last line when it was paused; null while it follows.
  const [pausedAt, setPausedAt] = useState<number | null>(null);
  // The rule is about the React Compiler, which is not in use here.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count,
    getScrollElement: () => frame.current,
    estimateSize: () => logLineHeight,
    overscan: 20,
  });
  const isFollowing = pausedAt === null;

  useLayoutEffect(() => {
    if (isFollowing && frame.current !== null) frame.current.scrollTop = frame.current.scrollHeight;
  }, [isFollowing, lastNumber, count]);

  return {
    frame,
    virtualizer,
    isFollowing,
    unseen: pausedAt === null ? 0 : Math.max(0, lastNumber - pausedAt),
    onScroll: () => {
      const element = frame.current;
      if (element === null) return;
      const isAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight <= endSlack;
      setPausedAt((at) => (isAtEnd ? null : (at ?? lastNumber)));
    },
    follow: () => setPausedAt(null),
    showLine: (at) => {
      setPausedAt((paused) => paused ?? lastNumber);
      virtualizer.scrollToIndex(at, { align: 'center' });
    },
  };
}
