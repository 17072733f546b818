import type { Clock } from '#shared/domain/clock.ts';
import type { ObserveProcess } from '#shared/domain/engine.ts';
import type { Environment } from '#shared/domain/environment.ts';
import type { EngineReading, Observed, RepositoryReading } from '#shared/domain/observation.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Reconciliation, Situation, Transition } from '#shared/domain/reconciliation.ts';
import type { AuditDraft, RecordSet } from '#shared/domain/records.ts';
import type { Instant } from '#shared/domain/run.ts';
import type { ProcessIdentity } from '#shared/domain/session.ts';
import type { GroupReading, MachineReading } from './sight.ts';
import type { Stamp } from './stamps.ts';

/** One finished judgement. */
export interface Look {
  readonly recorded: RecordSet;
  readonly observed: Observed;
  readonly reconciliation: Reconciliation;
  /** Every place had answered by then, or had a minute to: what is not seen is not there. */
  readonly isWhole: boolean;
}

/** What of one group is to be looked at. */
export interface GroupQuestion {
  readonly group: string;
  readonly environments: readonly Environment[];
  /** Still good: need not be read again. */
  readonly repository: RepositoryReading | undefined;
  /** Whether to look for what no record names; then `recorded` says what is named. */
  readonly isListing: boolean;
  readonly recorded: RecordSet;
}

export interface LookerDeps {
  readonly clock: Clock;
  readonly host: string;
  readonly bootId: string;
  readonly policy: () => Policy;
  /** Changes whenever another process writes a record. */
  readonly revision: () => string;
  readonly load: () => RecordSet;
  /** Reads what other systems have recorded anew, where it has changed; `isAsked`: looks everywhere. */
  readonly readSources: (isAsked: boolean) => Promise<void>;
  /** The watched folders, and those that records name. */
  readonly workspaces: (recorded: RecordSet) => readonly string[];
  readonly observeEngines: () => Promise<readonly EngineReading[]>;
  readonly observeMachine: (recorded: RecordSet) => Promise<MachineReading>;
  readonly isThere: (identity: ProcessIdentity) => boolean;
  readonly observeProcess: ObserveProcess;
  readonly observeGroup: (question: GroupQuestion) => Promise<GroupReading>;
  readonly stamp: (environment: Environment, adminDir: string | undefined) => Stamp;
  readonly stampWorkspace: (path: string) => Stamp;
  readonly reconcile: (situation: Situation) => Reconciliation;
  /** What the next look's breaker compares with; a mass death is held back until it is confirmed. */
  readonly aliveForNextLook: (
    last: { readonly reconciliation: Reconciliation; readonly aliveBefore: ReadonlySet<string> },
    isConfirmed: boolean,
  ) => ReadonlySet<string>;
  /** False when the record changed meanwhile: the next look judges it anew. */
  readonly write: (transition: Transition) => boolean;
  /** What vanished between two looks without Rollcall's doing; each told once. */
  readonly findRemovals: (before: Look, after: Look) => readonly AuditDraft[];
  readonly audit: (draft: AuditDraft) => void;
  /** Since when each is there; `isWhole`: those that are not given are not there. */
  readonly firstSeen: (
    conditionIds: readonly string[],
    isWhole: boolean,
  ) => ReadonlyMap<string, Instant>;
  readonly publish: (look: Look) => void;
}
