import { countResults } from '#renderer/state/outcome.ts';
import { nameAct, sayAct } from '#renderer/state/words.ts';
import { formatDay } from '#renderer/ui/time.ts';
import { counted } from '#shared/domain/counted.ts';
import type { Operation, Plan, PlanItem } from '#shared/domain/plan.ts';
import { sayBytes } from '#shared/domain/say-bytes.ts';
import { verbShortLabels } from '#shared/domain/verb.ts';

/** The items a plan will act on. */
export const eligibleItems = (plan: Plan): readonly PlanItem[] =>
  plan.items.filter((item) => item.eligible);

/** Totals by verb: `3 restart, 1 skipped`. */
export function sayTotals(plan: Plan): string {
  const counts = new Map<string, number>();
  for (const { verb, eligible } of plan.items) {
    const word = eligible ? verbShortLabels[verb].toLowerCase() : 'skipped';
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts]
    .toSorted(([one], [other]) => Number(one === 'skipped') - Number(other === 'skipped'))
    .map(([word, count]) => `${count} ${word}`)
    .join(', ');
}

/** The heading: `Restart 3 tasks?`, or the one item by its name. */
export function sayTitle(plan: Plan): string {
  if (eligibleItems(plan).length === 0) return 'Nothing can be done now';
  const [only, ...rest] = plan.items;
  if (only !== undefined && rest.length === 0) return `${sayAct(plan.verb)} “${only.title}”?`;
  return `${sayButton(plan)}?`;
}

/** The confirming button names verb and count. */
export const sayButton = (plan: Plan): string =>
  nameAct(
    plan.verb,
    eligibleItems(plan).map((item) => item.subject),
  );

/** What the backups leave out unless that is chosen; empty where there is nothing of the kind. */
export function sayIgnored(plan: Plan): string {
  const found = plan.items.flatMap(({ ignored }) => (ignored === undefined ? [] : [ignored]));
  if (found.length === 0) return '';
  const files = found.reduce((sum, one) => sum + one.files, 0);
  const bytes = found.reduce((sum, one) => sum + one.bytes, 0);
  const names = [...new Set(found.flatMap((one) => one.names))].slice(0, 5);
  const more = found.some((one) => one.isPartial) ? 'More than ' : '';
  const places = found.length === 1 ? '' : ` in ${found.length} worktrees`;
  const much = `${more}${counted(files, 'file')}${places}, ${sayBytes(bytes)}: ${names.join(', ')}${files > names.length ? ' …' : '.'}`;
  return found.some(({ isKept }) => isKept)
    ? `${much} Copied to the home directory with the backup.`
    : `${much} The backup leaves out what git ignores; it stays where it is.`;
}

/** Whether it can be taken back; empty where the plan does not say. */
function sayUndo({ undo }: Plan): readonly string[] {
  if (undo === undefined) return [];
  if ('why' in undo) return ['cannot be undone'];
  const how = undo.how === undefined ? '' : ` (${undo.how})`;
  return [`can be undone until ${formatDay(undo.until)}${how}`];
}

/** What all of it frees and keeps, and until when it can be taken back, in one sentence; empty when there is nothing to say. */
export function sayEffects(plan: Plan): string {
  const items = eligibleItems(plan);
  const frees = items.reduce((sum, item) => sum + item.frees, 0);
  const backups = items.filter((item) => item.backup !== null).length;
  const parts = [
    ...(backups > 0 ? [`${counted(backups, 'backup')} made first`] : []),
    ...(frees > 0 ? [`frees ${sayBytes(frees)}`] : []),
    ...(items.length > 0 ? sayUndo(plan) : []),
  ];
  return parts.join(', ');
}

const refusedWords =
  'What was refused was not touched: a fact had changed since the plan was made.';

/** What those have in common that an operation did not do, by what became of them. */
export function sayUndone(operation: Operation): string {
  const { refused, failed, cancelled, not_attempted: left } = countResults(operation);
  return [
    ...(refused > 0 ? [refusedWords] : []),
    ...(failed > 0 ? ['What failed says how far it came.'] : []),
    ...(cancelled + left > 0 ? ['What was cancelled was not begun.'] : []),
  ].join(' ');
}
