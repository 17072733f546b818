import type { MirrorState } from './mirror-state.ts';

/**
 * Whether a look has finished and all that it found is here. Before that an empty list means nothing:
 * nobody may say “none”, “gone” or a nought.
 */
export const isKnown = ({ view, isPartial }: Pick<MirrorState, 'view' | 'isPartial'>): boolean =>
  view?.header.observedAt != null && !isPartial;
