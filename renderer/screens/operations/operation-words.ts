import { countResults } from '#renderer/state/outcome.ts';
import { ongoing, resultWords } from '#renderer/state/words.ts';
import { itemResults, type Operation } from '#shared/domain/plan.ts';
import { verbLabels } from '#shared/domain/verb.ts';

/** What an operation is called: its verb, and its object when that is one item. */
export function nameOperation(operation: Operation): string {
  const verb = operation.state === 'running' ? ongoing[operation.verb] : verbLabels[operation.verb];
  const [only] = operation.items;
  if (operation.items.length === 1 && only !== undefined) return `${verb}: ${only.title}`;
  return `${verb}: ${operation.items.length} items`;
}

/** How many came to what, e.g. `2 applied · 1 refused`; results nobody had are left out. */
export function countWords(operation: Operation): string {
  const counts = countResults(operation);
  const waiting = operation.state === 'running' ? 'to go' : resultWords.not_attempted;
  return itemResults
    .filter((result) => counts[result] > 0)
    .map((result) =>
      result === 'not_attempted'
        ? `${counts[result]} ${waiting}`
        : `${counts[result]} ${resultWords[result]}`,
    )
    .join(' · ');
}

/** Latest first; what runs stands above what is over. */
export const orderOperations = (operations: readonly Operation[]): readonly Operation[] =>
  operations.toSorted((a, b) => {
    const running = Number(b.state === 'running') - Number(a.state === 'running');
    return running === 0 ? Date.parse(b.startedAt) - Date.parse(a.startedAt) : running;
  });

/** How long it took, in seconds or minutes; null while it runs. */
export function describeDuration({ startedAt, finishedAt }: Operation): string | null {
  if (finishedAt === undefined) return null;
  const seconds = Math.max(0, (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000);
  if (seconds < 1) return 'under 1 s';
  return seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}

/** Another text whenever one was begun or has ended, wherever it stands among the others. */
export const stampOperations = (operations: readonly Operation[]): string =>
  operations.map(({ operationId, state }) => `${operationId} ${state}`).join(' ');
