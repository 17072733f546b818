import { useStampedLook } from '#renderer/state/use-inspector.ts';
import { AuditList } from '#renderer/ui/audit-list.tsx';
import { FailureNote } from '#renderer/ui/failure-note.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import type { Condition } from '#shared/domain/condition.ts';
import { mergeTimeline, timelineSubjects } from './timeline.ts';

const shownAtMost = 40;

export interface TimelineSectionProps {
  readonly condition: Condition;
  /** Read again whenever this changes. */
  readonly stamp: string;
  readonly nowMs: number;
}

/** What was done and what changed, for everything this condition is about. */
export function TimelineSection({ condition, stamp, nowMs }: TimelineSectionProps) {
  const subjects = timelineSubjects(condition);
  const look = useStampedLook(subjects.join(' '), stamp, async (client) => {
    const lists = subjects.map((subject) => client.audit.list({ subject, limit: shownAtMost }));
    return mergeTimeline(await Promise.all(lists), shownAtMost);
  });
  return (
    <Section title="Timeline">
      {look.failure !== null && <FailureNote message={look.failure} onRetry={look.lookAgain} />}
      {look.value === undefined && look.failure === null && (
        <Skeleton lines={3} label="Reading the audit" />
      )}
      {look.value !== undefined && <AuditList rows={look.value} nowMs={nowMs} />}
    </Section>
  );
}
