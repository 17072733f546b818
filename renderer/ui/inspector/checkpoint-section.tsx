import { counted } from '#shared/domain/counted.ts';
import { Facts } from '#renderer/ui/facts.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { formatClock, formatMoment } from '#renderer/ui/time.ts';
import styles from './checkpoint-section.module.css';
import type { CheckpointFacts } from './environment-facts.ts';
import { describeDisposition, describeReplaySafety } from './inspector-words.ts';

export interface CheckpointSectionProps {
  readonly checkpoint: CheckpointFacts | null;
  readonly nowMs: number;
}

/** The boundary from which a task may continue, and how safely. */
export function CheckpointSection({ checkpoint, nowMs }: CheckpointSectionProps) {
  if (checkpoint === null)
    return (
      <Section title="Checkpoint">
        <p className={styles.none}>None was recorded; the task can only be restarted.</p>
      </Section>
    );
  return (
    <Section title="Checkpoint">
      <Facts
        rows={[
          { name: 'Boundary', value: `“${checkpoint.label}”` },
          { name: 'Recorded', value: formatMoment(checkpoint.updatedAt, nowMs) },
          { name: 'Replay', value: describeReplaySafety(checkpoint.replaySafety) },
          { name: 'Next', value: describeDisposition(checkpoint) },
          { name: 'Resume state', value: checkpoint.hasResumeState ? 'present' : 'none' },
          ...(checkpoint.note === null ? [] : [{ name: 'Note', value: checkpoint.note }]),
        ]}
      />
      <ToolCalls calls={checkpoint.toolCalls} />
    </Section>
  );
}

function ToolCalls({ calls }: { readonly calls: CheckpointFacts['toolCalls'] }) {
  if (calls.length === 0) return <p className={styles.none}>No completed tool calls.</p>;
  return (
    <details className={styles.calls}>
      <summary>{counted(calls.length, 'completed tool call')}</summary>
      <ol>
        {calls.map((call) => (
          <li key={`${call.at} ${call.name}`}>
            <span>{call.name}</span>
            <time dateTime={call.at}>{formatClock(call.at)}</time>
          </li>
        ))}
      </ol>
    </details>
  );
}
