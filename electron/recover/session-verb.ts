import type { Fact, PlanStep } from '#shared/domain/plan.ts';
import type { RecordChange } from '#shared/domain/records.ts';
import type { Instant } from '#shared/domain/run.ts';
import { changeRecord } from './record-change.ts';
import type { RecoverDeps } from './recover-deps.ts';
import { defineVerb, type RecoveryVerb, type VerbSpec } from './recovery-verb.ts';
import {
  observeSessionScene,
  processFact,
  recordedFact,
  type SessionScene,
} from './session-scene.ts';
import { withoutLease } from './start-changes.ts';

/** A verb about one session, without what all of them have in common. */
interface SessionVerbSpec extends Omit<VerbSpec<SessionScene>, 'observe' | 'facts'> {
  /** Besides how it is recorded and what became of its process. */
  readonly moreFacts?: (scene: SessionScene) => readonly Fact[];
}

/** Defines a verb about one session: its record and its process are what every plan depends on. */
export const defineSessionVerb = (
  deps: RecoverDeps,
  { moreFacts, ...spec }: SessionVerbSpec,
): RecoveryVerb =>
  defineVerb<SessionScene>({
    ...spec,
    observe: (target, look) => observeSessionScene(deps, target, look),
    facts: (scene) => [
      { fact: 'recorded as', value: recordedFact(scene) },
      { fact: 'process', value: processFact(scene) },
      ...(moreFacts?.(scene) ?? []),
    ],
  });

/** That its lease ends with it, as steps of a plan; none when it holds none. */
export const releaseSteps = ({ leased }: SessionScene): readonly PlanStep[] =>
  leased === undefined
    ? []
    : [{ describe: `Release its lease on environment ${leased.record.id}` }];

/** The same as changes of records. */
export const releaseChanges = (
  { leased }: Pick<SessionScene, 'leased'>,
  now: Instant,
): readonly RecordChange[] =>
  leased === undefined
    ? []
    : [changeRecord('environment', leased, withoutLease(leased.record, now))];
