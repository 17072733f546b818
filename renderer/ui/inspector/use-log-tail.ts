import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import {
  appendLog,
  beginLog,
  visibleLines,
  type LogLine,
  type LogText,
} from '#renderer/ui/log-text.ts';
import type { LogChunkText } from './environment-facts.ts';

/** The end of a session's log, growing as the session writes. */
export interface LogTail {
  /** Null until the first piece was read. */
  readonly lines: readonly LogLine[] | null;
  readonly skipped: number;
  /** Why the last reading failed; the lines stay. */
  readonly failure: string | null;
}

/** Bytes read at first. */
const tailBytes = 65_536;
const everyMs = 1000;
/** A log that stays silent is read ever more rarely, up to this. */
const longestWaitMs = 3000;
const afterFailureMs = 5000;

interface Tail {
  readonly log: LogText | null;
  readonly failure: string | null;
}

/** What the next piece makes of the tail. A file that shrank was begun anew. */
function advance(tail: Tail, chunk: LogChunkText): Tail {
  if (chunk.unreadable !== null) return { ...tail, failure: chunk.unreadable };
  if (tail.log === null) return { log: beginLog(chunk), failure: null };
  if (chunk.size < tail.log.nextOffset) return { log: null, failure: null };
  if (chunk.text === '') return tail.failure === null ? tail : { ...tail, failure: null };
  return { log: appendLog(tail.log, chunk), failure: null };
}

/** Follows one log while the page is visible, from mount to unmount. */
export function useLogTail(read: (offset: number) => Promise<LogChunkText>): LogTail {
  const [tail, setTail] = useState<Tail>({ log: null, failure: null });
  const readPiece = useEffectEvent(read);

  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let latest: Tail = { log: null, failure: null };
    let waitMs = everyMs;
    const show = (next: Tail): void => {
      latest = next;
      if (!isOver) setTail(next);
    };
    const step = async (): Promise<void> => {
      if (document.visibilityState === 'visible') {
        const before = latest;
        show(advance(latest, await readPiece(latest.log?.nextOffset ?? -tailBytes)));
        if (latest.failure !== null) waitMs = afterFailureMs;
        else waitMs = latest === before ? Math.min(longestWaitMs, waitMs + 250) : everyMs;
      }
      if (!isOver) timer = setTimeout(() => void step(), waitMs);
    };
    void step();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, []);

  const lines = useMemo(() => (tail.log === null ? null : visibleLines(tail.log)), [tail.log]);
  return { lines, skipped: tail.log?.skipped ?? 0, failure: tail.failure };
}
