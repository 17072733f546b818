import type { CauseKind, Reason } from '#shared/domain/condition.ts';
import type { RecordsDocument } from '#shared/domain/records-document.ts';
import type { Place } from './place.ts';

/** What was recorded about a world, and what happens in it after the first look. */
export interface MadeWorld {
  readonly records: RecordsDocument;
  /** For what only a second look can tell. */
  readonly meanwhile?: () => Promise<void>;
}

/** One real situation and the reason that a sweep has to name in it, and no other; `healthy` names none. */
export interface ReasonWorld {
  readonly reason: Reason | 'healthy';
  /** What else it has to name, where one thing is seen in two places. */
  readonly beside?: Reason | undefined;
  readonly story: string;
  /** Reasons that the environment's drift lists although they are no trouble. */
  readonly facts?: readonly Reason[];
  /** What all its conditions go back to, where that is one thing. */
  readonly cause?: CauseKind;
  /** What its message has to tell besides, where only that proves that it was looked at. */
  readonly tells?: string;
  make(place: Place): Promise<MadeWorld>;
}
