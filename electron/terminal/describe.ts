import type { SweepDocument } from '#shared/contract/sweep.ts';
import { lanes, type Condition } from '#shared/domain/condition.ts';
import { counted } from '#shared/domain/counted.ts';
import type { Operation, Plan } from '#shared/domain/plan.ts';
import { quoteCommand } from '#shared/domain/quote-command.ts';
import { nameOfSource } from '#shared/domain/source.ts';
import { verbLabels } from '#shared/domain/verb.ts';
import { formatTable, oneLine } from './screen.ts';

const risk = ({ workAtRisk }: Condition): string => {
  const { uncommittedFiles, unpushedCommits } = workAtRisk;
  if (uncommittedFiles === undefined && unpushedCommits === undefined) return '?';
  const parts = [
    ...(uncommittedFiles ? [counted(uncommittedFiles, 'file')] : []),
    ...(unpushedCommits ? [counted(unpushedCommits, 'commit')] : []),
  ];
  return parts.length === 0 ? '–' : parts.join(', ');
};

/** One line per condition: lane, what, risk, proposal, id; then the sentence below it. */
export function describeConditions(conditions: readonly Condition[]): string {
  return conditions
    .map((condition) =>
      [
        formatTable([
          [
            condition.lane.padEnd(8),
            oneLine(condition.title),
            `risk: ${risk(condition)}`,
            `do: ${condition.proposed ?? 'nothing'}`,
          ],
        ]),
        `          ${oneLine(condition.message)}`,
        `          ${condition.id}`,
      ].join('\n'),
    )
    .join('\n');
}

export function describeSweep(sweep: SweepDocument): string {
  const counts = lanes.map((lane) => `${sweep.summary.lanes[lane]} ${lane}`).join(', ');
  const { sessions } = sweep.summary;
  const left = sessions.leftovers === 0 ? '' : `, ${sessions.leftovers} left over by engines`;
  const roll = `Sessions: ${sessions.inSync} in sync, ${sessions.crashed} crashed, ${sessions.orphaned} orphaned, ${sessions.statusUpdates} to update, ${sessions.unknown} unknown${left}.`;
  const unread = sweep.sources
    .filter((source) => !source.readable)
    .map(
      (source) =>
        `Could not read the records of ${nameOfSource(source.kind)} in ${source.workspace}: ${source.note ?? '?'}`,
    );
  if (sweep.conditions.length === 0)
    return ['Nothing needs you.', roll, ...unread, `Looked at ${sweep.observedAt}.`].join('\n');
  return [describeConditions(sweep.conditions), '', `${counts}.`, roll, ...unread].join('\n');
}

export function describeCondition(condition: Condition): string {
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
  return [
    `${condition.title} (${condition.lane}: ${condition.reason}, ${condition.severity}, since ${condition.since})`,
    condition.message,
    ...section(
      'Evidence',
      condition.evidence.map((one) => `${one.probe}: ${one.value} (${one.observedAt})`),
    ),
    ...section(
      'Recorded | observed',
      condition.comparisons.map(
        (one) => `${one.name}: ${one.recorded} | ${one.observed}${one.differs ? '  ←' : ''}`,
      ),
    ),
    ...section(
      'Actions',
      condition.actions.map((action) =>
        action.offered
          ? `${action.verb}: ${action.effect}`
          : `${action.verb}: not offered, ${action.why}`,
      ),
    ),
  ].join('\n');
}

export function describePlan(plan: Plan): string {
  const items = plan.items.map((item) => {
    if (!item.eligible) return `✗ ${item.title}: not possible, ${item.why ?? 'see its condition'}`;
    return [
      `• ${verbLabels[item.verb]}: ${item.title}`,
      ...item.steps.map((step) =>
        step.command === undefined
          ? `    ${step.describe}`
          : `    ${step.describe}\n      $ ${quoteCommand(step.command)}`,
      ),
      ...item.warnings.map((line) => `    warning: ${line}`),
      ...item.keeps.map((line) => `    keeps: ${line}`),
      ...item.loses.map((line) => `    gives up: ${line}`),
      ...(item.backup === null ? [] : [`    backup: ${item.backup.location}`]),
    ].join('\n');
  });
  const isOffered = plan.items.some(({ ignored }) => ignored?.isKept === false);
  const isPossible = plan.items.some(({ eligible }) => eligible);
  return [
    ...items,
    '',
    ...(isOffered ? ['To keep ignored files too, plan it with --keep-ignored.'] : []),
    ...describeUndo(plan.undo),
    `Plan ${plan.planId}, tier ${plan.tier}, fingerprint ${plan.fingerprint.slice(0, 12)}, until ${plan.expiresAt}.`,
    ...(isPossible
      ? [`To carry it out: rollcall apply ${plan.planId} --fingerprint ${plan.fingerprint}`]
      : []),
  ].join('\n');
}

function describeUndo(undo: Plan['undo']): readonly string[] {
  if (undo === undefined) return [];
  if ('why' in undo) return [`Cannot be undone: ${undo.why}`];
  return [`Can be undone until ${undo.until}${undo.how === undefined ? '' : `: ${undo.how}`}.`];
}

export function describeOperation(operation: Operation): string {
  const items = operation.items.map((item) => {
    const changed =
      item.before === undefined || item.after === undefined
        ? ''
        : ` (${item.before.fact}: ${item.before.value} → ${item.after.value})`;
    return `${item.result}: ${item.title}. ${item.why}${changed}`;
  });
  return [...items, '', `Operation ${operation.operationId}: ${operation.state}.`].join('\n');
}
