import { FailureNote } from '#renderer/ui/failure-note.tsx';
import { LogView } from '#renderer/ui/log-view.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import type { LogChunkText } from './environment-facts.ts';
import { useLogTail } from './use-log-tail.ts';

export interface LogSectionProps {
  readonly sessionId: string;
  /** `offset` in bytes; negative counts from the end. */
  readLog(offset: number): Promise<LogChunkText>;
}

/** The log of a session, from its end. Give it `key={sessionId}`: another session is another log. */
export function LogSection({ sessionId, readLog }: LogSectionProps) {
  const tail = useLogTail(readLog);
  return (
    <Section title="Log">
      {tail.failure !== null && <FailureNote message={tail.failure} />}
      {tail.lines === null && tail.failure === null && (
        <Skeleton lines={6} label="Reading the log" />
      )}
      {tail.lines !== null && (
        <LogView lines={tail.lines} skipped={tail.skipped} label={`Log of session ${sessionId}`} />
      )}
    </Section>
  );
}
