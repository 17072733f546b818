import { useEffect, useState, type ReactNode } from 'react';
import styles from './long-list.module.css';

/** How many items are drawn at once: more than any screen shows. */
const portion = 100;

interface LongListProps<T> {
  readonly items: readonly T[];
  readonly className?: string | undefined;
  /** Draws one item as an `li` with a key. */
  readonly children: (item: T) => ReactNode;
}

/**
 * A list of items of any height, drawn in portions: the next as soon as the end of what is drawn comes
 * into sight, so that a plan of thousands is there at once and what was drawn never moves.
 */
export function LongList<T>({ items, className, children }: LongListProps<T>) {
  const [drawn, setDrawn] = useState(portion);
  const [end, setEnd] = useState<HTMLElement | null>(null);
  useEffect(() => {
    if (end === null) return undefined;
    const observer = new IntersectionObserver((seen) => {
      if (seen.some(({ isIntersecting }) => isIntersecting)) setDrawn(drawn + portion);
    });
    observer.observe(end);
    return () => observer.disconnect();
  }, [end, drawn]);
  const left = items.length - drawn;
  return (
    <ul className={className}>
      {items.slice(0, drawn).map(children)}
      {left > 0 && (
        <li ref={setEnd} className={styles.more}>
          {left.toLocaleString('en')} more
        </li>
      )}
    </ul>
  );
}
