import { useMemo, useState } from 'react';
import { sayBytes } from '#shared/domain/say-bytes.ts';
import { Button } from './button.tsx';
import { LogLines } from './log-lines.tsx';
import { LogSearch } from './log-search.tsx';
import { findLines, type LogLine } from './log-text.ts';
import styles from './log-view.module.css';
import { useLogScroll } from './use-log-scroll.ts';

export interface LogViewProps {
  readonly lines: readonly LogLine[];
  /** Names the log for screen readers: “Log of session s-login”. */
  readonly label: string;
  /** Bytes of the file before the first line shown. */
  readonly skipped: number;
  /** Pixels. */
  readonly height?: number | undefined;
}

/**
 * A log that follows its end. Scrolling up pauses it, its end or “Follow” goes on; colours by ANSI;
 * search with Enter and Shift+Enter. Only the lines in sight are drawn.
 */
export function LogView({ lines, label, skipped, height = 200 }: LogViewProps) {
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const matches = useMemo(() => findLines(lines, query), [lines, query]);
  const scroll = useLogScroll(lines.length, lines.at(-1)?.number ?? 0);

  const goTo = (match: number): void => {
    if (matches.length === 0) return;
    const at = (match + matches.length) % matches.length;
    setChosen(at);
    scroll.showLine(matches[at] ?? 0);
  };
  const search = (text: string): void => {
    setQuery(text);
    setChosen(0);
    const [first] = findLines(lines, text);
    if (first !== undefined) scroll.showLine(first);
  };

  return (
    <div className={styles.log}>
      <div className={styles.bar}>
        <LogSearch
          query={query}
          position={matches.length === 0 ? 0 : chosen + 1}
          count={matches.length}
          onQuery={search}
          onStep={(step) => goTo(chosen + step)}
        />
        <FollowState
          isFollowing={scroll.isFollowing}
          unseen={scroll.unseen}
          onFollow={scroll.follow}
        />
      </div>
      {skipped > 0 && <p className={styles.skipped}>{formatSkipped(skipped)}</p>}
      <LogLines
        lines={lines}
        label={label}
        query={query}
        current={matches[chosen] ?? -1}
        height={height}
        scroll={scroll}
      />
    </div>
  );
}

const formatSkipped = (bytes: number): string => `${sayBytes(bytes)} before this are in the file`;

interface FollowStateProps {
  readonly isFollowing: boolean;
  readonly unseen: number;
  onFollow(): void;
}

function FollowState({ isFollowing, unseen, onFollow }: FollowStateProps) {
  if (isFollowing)
    return (
      <span className={styles.following}>
        <span className={styles.dot} aria-hidden="true" />
        Following
      </span>
    );
  return (
    <Button size="s" onClick={onFollow}>
      {unseen === 0 ? 'Paused · follow' : `Paused · follow ${unseen} new`}
    </Button>
  );
}
