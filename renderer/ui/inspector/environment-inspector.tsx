import { Button } from '#renderer/ui/button.tsx';
import { FailureNote } from '#renderer/ui/failure-note.tsx';
import type { FactRow } from '#renderer/ui/facts.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import { formatClock } from '#renderer/ui/time.ts';
import { ChangesSection } from './changes-section.tsx';
import { CheckpointSection } from './checkpoint-section.tsx';
import { CommitsSection } from './commits-section.tsx';
import type {
  EnvironmentFacts,
  EnvironmentTools,
  InspectorView,
  ReadLog,
} from './environment-facts.ts';
import { EnvironmentSection } from './environment-section.tsx';
import { LogSection } from './log-section.tsx';

export interface EnvironmentInspectorProps {
  readonly view: InspectorView;
  readonly readLog: ReadLog;
  readonly nowMs: number;
  /** Rows known from the records, put first. */
  readonly recorded?: readonly FactRow[] | undefined;
  /** The session whose log to show when the environment names none. */
  readonly sessionId?: string | undefined;
  readonly tools?: EnvironmentTools | undefined;
}

/** A directory that is no worktree has no changed files to tell, not even none. */
const isRepository = ({ branch, head }: EnvironmentFacts): boolean =>
  branch !== null || head !== null;

/** Everything about one environment, looked at closely. The last good look stays under an error. */
export function EnvironmentInspector(props: EnvironmentInspectorProps) {
  const { view, readLog, nowMs, recorded, tools } = props;
  const look = view.environment;
  const facts = look.value;
  const sessionId = facts?.sessionId ?? props.sessionId;
  const failure = look.failure;
  const age = facts !== undefined && look.failure !== null ? formatClock(facts.observedAt) : null;

  return (
    <>
      {failure !== null && (
        <Section title={facts === undefined ? 'Environment' : 'Could not look'}>
          <FailureNote
            message={age === null ? failure : `${failure} What follows was seen at ${age}.`}
            onRetry={look.lookAgain}
          />
        </Section>
      )}
      {facts === undefined && failure === null && (
        <Section title="Environment">
          <Skeleton lines={7} label="Looking at the environment" />
        </Section>
      )}
      {facts !== undefined && (
        <>
          <EnvironmentSection
            facts={facts}
            nowMs={nowMs}
            recorded={recorded}
            tools={tools}
            aside={
              <Button look="quiet" size="s" onClick={look.lookAgain}>
                Look again
              </Button>
            }
          />
          {isRepository(facts) && <ChangesSection facts={facts} view={view} />}
          <CheckpointSection checkpoint={facts.checkpoint} nowMs={nowMs} />
        </>
      )}
      {sessionId !== undefined && sessionId !== null && (
        <LogSection
          key={sessionId}
          sessionId={sessionId}
          readLog={(offset) => readLog(sessionId, offset)}
        />
      )}
      {facts !== undefined && facts.commits.length > 0 && (
        <CommitsSection commits={facts.commits} nowMs={nowMs} />
      )}
    </>
  );
}
