import { AnsiLine } from './ansi-line.tsx';
import styles from './log-lines.module.css';
import type { LogLine } from './log-text.ts';
import { logLineHeight, type LogScroll } from './use-log-scroll.ts';

export interface LogLinesProps {
  readonly lines: readonly LogLine[];
  readonly label: string;
  readonly query: string;
  /** Position of the match gone to; -1: none. */
  readonly current: number;
  readonly height: number;
  readonly scroll: LogScroll;
}

/** The lines in sight. The region can be focused, so that it scrolls by keyboard. */
export function LogLines(props: LogLinesProps) {
  const { lines, label, query, current, height, scroll } = props;
  const { virtualizer, frame, onScroll } = scroll;
  return (
    <section
      ref={frame}
      className={styles.frame}
      aria-label={label}
      style={{ height }}
      // A scrolling region has to be reachable by keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onScroll={onScroll}
    >
      {lines.length === 0 && <p className={styles.none}>Nothing was written yet.</p>}
      <div className={styles.all} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const line = lines[item.index];
          return line === undefined ? null : (
            <div
              key={line.number}
              className={styles.line}
              data-current={item.index === current || undefined}
              style={{ height: logLineHeight, transform: `translateY(${item.start}px)` }}
            >
              <AnsiLine raw={line.raw} query={query} />
            </div>
          );
        })}
      </div>
    </section>
  );
}
