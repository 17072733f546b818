import type {
  Comparison,
  Condition,
  OfferedAction,
  Reason,
  Severity,
  Subject,
} from '#shared/domain/condition.ts';
import type { Evidence, StatusReading } from '#shared/domain/observation.ts';
import { orderActions } from '#shared/domain/offered.ts';
import { reasonCatalogue } from '#shared/domain/reason.ts';
import { isForeignSource } from '#shared/domain/source.ts';
import type { Verb } from '#shared/domain/verb.ts';
import { blastRadius } from './blast-radius.ts';
import { foreignActions } from './foreign-actions.ts';
import type { JudgedSession } from './judged-session.ts';
import { action } from './offered-actions.ts';
import { workAtRisk } from './work-at-risk.ts';
import type { EnvironmentCase, TaskCase, World } from './world.ts';

/** What one rule has to say; the rest of a condition follows from it. */
export interface ConditionDraft {
  readonly reason: Reason;
  readonly subject: Subject;
  readonly title: string;
  readonly message: string;
  readonly evidence: readonly Evidence[];
  readonly comparisons?: readonly Comparison[] | undefined;
  readonly severity?: Severity | undefined;
  readonly proposed: Verb;
  /** Without “Look again”, which every condition offers. */
  readonly actions: readonly OfferedAction[];
  readonly task?: TaskCase | undefined;
  readonly session?: JudgedSession | undefined;
  readonly environment?: EnvironmentCase | undefined;
  /** Of what has no record: its work at risk. */
  readonly status?: StatusReading | undefined;
  /** What an acknowledgement holds for: never a time of observation. */
  readonly facts: readonly (string | number | undefined)[];
}

/** Facts about a task that matter to every condition it stands behind. */
const taskFacts = ({ task, checkpoint }: TaskCase): readonly (string | number | undefined)[] => [
  task.state,
  task.attempts,
  ...task.blockedReasons,
  checkpoint?.id,
  checkpoint?.safeBoundaryLabel,
  checkpoint?.resumeDisposition,
  checkpoint?.completedToolCalls.length,
];

/** Facts about an environment that matter: what would be lost, and from where. */
function environmentFacts({ reading, verdict }: EnvironmentCase): (string | number | undefined)[] {
  const status = reading?.status?.kind === 'read' ? reading.status : undefined;
  return [
    verdict.health,
    verdict.recoveryAction ?? undefined,
    status?.head ?? reading?.worktree?.head,
    status?.changeCount,
  ];
}

function signatureOf({ reason, facts, task, environment }: ConditionDraft): string {
  const parts = [
    reason,
    ...facts,
    ...(task === undefined ? [] : taskFacts(task)),
    ...(environment === undefined ? [] : environmentFacts(environment)),
  ];
  return parts.map((part) => String(part ?? '-')).join('|');
}

/** Which records the condition is about, for whoever opens, filters or acts on it. */
const idsOf = ({ task, session, environment }: ConditionDraft): Partial<Condition> => {
  const record = session?.recorded.record;
  const place = environment?.recorded.record;
  const taskId = task?.task.id ?? record?.taskId ?? place?.taskId;
  const runId = task?.task.runId ?? record?.runId ?? place?.runId;
  const agentId = task?.task.agentId ?? record?.agentId ?? place?.agentId;
  return {
    ...(taskId !== undefined && { taskId }),
    ...(runId !== undefined && { runId }),
    ...(agentId !== undefined && { agentId }),
    ...(record !== undefined && { sessionId: record.id }),
    ...(place !== undefined && { environmentId: place.id }),
  };
};

const heldSentence =
  'It crashed again within minutes of its last three recoveries; it is not resumed by itself.';

/** Whether it stands still because it keeps crashing. */
const isHeld = ({ situation }: World['roster'], task: TaskCase | undefined): boolean =>
  task?.task.state === 'blocked' && situation.quarantinedTaskIds?.has(task.task.id) === true;

/** Two folders may use the same ids for what their own systems record. */
const conditionId = ({ kind, id, source, workspace }: Subject, reason: Reason): string =>
  isForeignSource(source) ? `${kind}:${id}@${workspace}:${reason}` : `${kind}:${id}:${reason}`;

/** Completes a draft: id, lane, severity, work at risk, blast radius, since, signature. */
export function completeCondition({ roster }: World, draft: ConditionDraft): Condition {
  const { reason, subject, task, environment } = draft;
  const entry = reasonCatalogue[reason];
  const id = conditionId(subject, reason);
  const held = isHeld(roster, task);
  return {
    id,
    lane: entry.lane,
    reason,
    severity: draft.severity ?? entry.severity,
    subject,
    title: draft.title,
    message: held ? `${draft.message} ${heldSentence}` : draft.message,
    evidence: draft.evidence,
    comparisons: draft.comparisons ?? [],
    workAtRisk: workAtRisk({
      status: draft.status ?? environment?.reading?.status,
      session: draft.session ?? task?.session,
      task: task?.task,
      checkpoint: task?.checkpoint,
    }),
    blastRadius: task === undefined ? 0 : blastRadius(roster, task.task.id),
    since: roster.situation.firstSeen.get(id) ?? roster.situation.now,
    ...foreignActions(
      subject,
      draft.proposed,
      orderActions([...draft.actions, action('snooze'), action('look_again')]),
    ),
    ...idsOf(draft),
    signature: held ? `${signatureOf(draft)}|held` : signatureOf(draft),
  };
}
