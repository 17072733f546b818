import { canonicalJson, sha256 } from '#electron/platform/canonical-json.ts';
import type { Fact, PlanItem } from '#shared/domain/plan.ts';

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
