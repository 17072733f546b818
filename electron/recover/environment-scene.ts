import type { Environment } from '#shared/domain/environment.ts';
import type { EnvironmentReading } from '#shared/domain/observation.ts';
import type { Recorded } from '#shared/domain/records.ts';
import { judgeLease, type LeaseVerdict } from './lease-verdict.ts';
import type { Look } from './look.ts';
import type { RecoverDeps } from './recover-deps.ts';
import { environmentIdOf, type Target } from './target.ts';

/** A recorded environment as seen in one look; everything undefined when it is not recorded. */
export interface EnvironmentScene {
  readonly target: Target;
  readonly recorded: Recorded<Environment> | undefined;
  readonly reading: EnvironmentReading | undefined;
  readonly lease: LeaseVerdict;
}

type Eyes = Pick<RecoverDeps, 'observeProcess' | 'clock' | 'policy' | 'host'>;

/** Gathers an environment's scene. */
export async function observeEnvironmentScene(
  eyes: Eyes,
  target: Target,
  look: Look,
): Promise<EnvironmentScene> {
  const records = look.records();
  const id = environmentIdOf(target, look);
  const recorded = records.environments.find(({ record }) => record.id === id);
  return {
    target,
    recorded,
    reading: recorded && (await look.environment(recorded.record)),
    lease: await judgeLease(eyes, look, recorded?.record.lease),
  };
}

export const notRecorded = 'Its environment is not recorded; adopt it first.';
