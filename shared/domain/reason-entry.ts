import type { Lane, Reason, Severity } from './condition.ts';

/** What a reason is called, what it means, and how grave it is unless the facts make it graver. */
export interface ReasonEntry {
  readonly lane: Lane;
  readonly title: string;
  readonly meaning: string;
  readonly severity: Severity;
}

/** The entries of one lane. */
export type Entries<L extends Lane> = Readonly<Partial<Record<Reason, ReasonEntry & { lane: L }>>>;
