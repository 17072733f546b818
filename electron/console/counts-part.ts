import type { View } from '#shared/contract/view.ts';
import type { LaneCounts } from './worker-messages.ts';

/** Gives, after each publication, how many items need a person by lane; undefined while that is the same. */
export function createCountsPart(): (view: View) => LaneCounts | undefined {
  let told = '';
  return ({ header }) => {
    // Before the first look has ended nobody knows.
    if (header.observedAt === null) return undefined;
    const { lanes } = header.summary;
    const counts = JSON.stringify(lanes);
    if (counts === told) return undefined;
    told = counts;
    return lanes;
  };
}
