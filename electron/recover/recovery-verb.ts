import type { Fact, IgnoredFiles, PlanItem, PlannedBackup } from '#shared/domain/plan.ts';
import { choiceFacts } from '#shared/domain/plan-choices.ts';
import type { Actor, AuditDraft, RecordChange, UndoFile } from '#shared/domain/records.ts';
import type { Verb } from '#shared/domain/verb.ts';
import type { Result } from '#shared/result.ts';
import type { Description } from './description.ts';
import type { Look } from './look.ts';
import type { PlanIds } from './plan-ids.ts';
import type { Target } from './target.ts';
import type { UndoSpec } from './undo-spec.ts';

/**
 * Why an act ended early. `refused`: nothing was changed; `cancelled`: the operator stopped it before
 * anything was; `failed`: it says what is left.
 */
export interface ActFailure {
  readonly kind: 'refused' | 'cancelled' | 'failed';
  readonly why: string;
  readonly before?: Fact | undefined;
  readonly after?: Fact | undefined;
  readonly backup?: PlannedBackup | undefined;
  /** A record was written by somebody else between the look and the act's own write. */
  readonly isOvertaken?: true;
}

export interface ActSuccess {
  readonly why: string;
  readonly backup?: PlannedBackup | undefined;
}

/** What a verb makes of what it was in the middle of. */
export type Settlement = Acted | 'not_begun' | undefined;

/** How an act ended. */
export type Acted = Result<ActSuccess, ActFailure>;

/** What an act is given besides what it saw. */
export interface ActContext {
  readonly planned: PlanItem;
  readonly actor: Actor;
  /** The names that the plan showed. */
  readonly ids: PlanIds;
  /** The operator stops the operation: looked at between steps, as long as nothing was changed. */
  readonly signal?: AbortSignal | undefined;
  /** Journals the step that comes next, before it is taken: `settle` then knows how far it came. */
  begin(step: string): void;
  /** The step that was begun last; undefined when none was journaled. */
  begun(): string | undefined;
  /** Small files that the act may change, for its undo: noted before it, and once more after it. */
  noteFiles(files: readonly UndoFile[]): void;
  notedFiles(): readonly UndoFile[];
  /**
   * All changes or none; a changed record is a refusal. An act that has begun nothing is then looked at
   * anew and goes on only where every planned fact still holds: it is never tried again blindly.
   */
  write(
    changes: readonly RecordChange[],
    told: Pick<AuditDraft, 'subject' | 'message'> & Partial<AuditDraft>,
  ): Result<void, ActFailure>;
}

/** One thing an operator can do. `Scene` is everything it looked at. */
export interface VerbSpec<Scene> {
  readonly verb: Verb;
  /** Reads records and reality afresh; changes nothing. */
  observe(target: Target, look: Look, ids: PlanIds): Promise<Scene>;
  /** Why it cannot be done, or undefined. */
  eligibility(scene: Scene): string | undefined;
  /** Why nothing needs to be done, or undefined. */
  goalHolds(scene: Scene): string | undefined;
  facts(scene: Scene): readonly Fact[];
  describe(scene: Scene): Description;
  /** What its backup leaves out unless the operator chooses to keep that too; undefined where nothing. */
  ignored?(scene: Scene): IgnoredFiles | undefined;
  act(scene: Scene, context: ActContext): Promise<Acted>;
  /**
   * After Rollcall itself was ended in the middle: finishes or undoes what was begun. Undefined when
   * nothing is half done, so that `verify` tells whether it was done; `not_begun` when it was not,
   * whatever things look like. A verb without it leaves nothing half done.
   */
  settle?(scene: Scene, context: ActContext): Promise<Settlement>;
  /** Looks again: the sentence to tell, or why it did not come about. */
  verify(scene: Scene, look: Look): Promise<Result<string, string>>;
  readonly undo: UndoSpec;
  /**
   * Its act is one write of records, with its undo, and nothing else: that write tells by itself that
   * the item was done, so that what is said of many of them can be written together.
   */
  readonly isRecordsOnly?: true;
  /** For a verb that is not about a condition: what an id means to it, or undefined. */
  findTarget?(id: string): Promise<Target | undefined>;
}

/** One item, looked at and ready to be described or done. */
export interface PreparedItem {
  readonly why: string | undefined;
  readonly goalHolds: string | undefined;
  readonly facts: readonly Fact[];
  readonly ignored: IgnoredFiles | undefined;
  describe(): Description;
  act(context: ActContext): Promise<Acted>;
  settle(context: ActContext): Promise<Settlement>;
  verify(look: Look): Promise<Result<string, string>>;
}

export interface RecoveryVerb {
  readonly verb: Verb;
  prepare(target: Target, look: Look, ids: PlanIds): Promise<PreparedItem>;
  readonly undo: UndoSpec;
  readonly isRecordsOnly: boolean;
  findTarget?(id: string): Promise<Target | undefined>;
}

/** Closes over a verb's own scene type, so that plan and apply treat all verbs alike. */
export const defineVerb = <Scene>(spec: VerbSpec<Scene>): RecoveryVerb => ({
  verb: spec.verb,
  undo: spec.undo,
  isRecordsOnly: spec.isRecordsOnly === true,
  ...(spec.findTarget === undefined ? {} : { findTarget: spec.findTarget }),
  async prepare(target, look, ids) {
    const scene = await spec.observe(target, look, ids);
    return {
      why: spec.eligibility(scene),
      goalHolds: spec.goalHolds(scene),
      facts: [...spec.facts(scene), ...choiceFacts(target.choices)],
      ignored: spec.ignored?.(scene),
      describe: () => spec.describe(scene),
      act: (context) => spec.act(scene, context),
      settle: async (context) => spec.settle?.(scene, context),
      verify: (again) => spec.verify(scene, again),
    };
  },
});
