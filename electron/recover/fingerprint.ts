import { createHash } from 'node:crypto';
import type { Fact, PlanItem } from '#shared/domain/plan.ts';

/** JSON with the keys of every object in order and `undefined` left out: equal values, equal text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`);
  return `{${fields.join(',')}}`;
}

/** SHA-256 of a text as hex digits. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What names exactly these items: 64 hex digits. Items hold no times, so none are in it. */
export const fingerprintItems = (items: readonly PlanItem[]): string =>
  sha256(canonicalJson(items));

export interface ChangedFact {
  readonly before: Fact;
  readonly after: Fact;
}

/** The first planned fact that is no longer so; facts that were not planned do not count. */
export function findChangedFact(
  planned: readonly Fact[],
  found: readonly Fact[],
): ChangedFact | undefined {
  const now = new Map(found.map(({ fact, value }) => [fact, value]));
  for (const before of planned) {
    const value = now.get(before.fact) ?? 'could not be found';
    if (value !== before.value) return { before, after: { fact: before.fact, value } };
  }
  return undefined;
}
