import type { View } from '#shared/contract/view.ts';
import type { LaneCounts } from './worker-messages.ts';

/**
 * Gives, after each publication, how many items need a person by lane; undefined while that is the same.
 * `isWhole`: whether every place has answered that is there since the start.
 */
export function createCountsPart(isWhole: () => boolean): (view: View) => LaneCounts | undefined {
  let told = '';
  return ({ header, conditions }) => {
    // Before the first look has ended nobody knows; that there is none, not before it has seen all.
    if (header.observedAt === null || (conditions.length === 0 && !isWhole())) return undefined;
    const { lanes } = header.summary;
    const counts = JSON.stringify(lanes);
    if (counts === told) return undefined;
    told = counts;
    return lanes;
  };
}
