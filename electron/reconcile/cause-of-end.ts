import type { Cause, Condition } from '#shared/domain/condition.ts';
import { nameHolder } from '#shared/domain/lease.ts';
import type { Explain } from './explain.ts';
import { lifeOf } from './session-outcome.ts';
import type { World } from './world.ts';

const isDead = (world: World, sessionId: string): boolean => {
  const judged = world.sessions.judged.get(sessionId);
  return judged !== undefined && lifeOf(judged.outcome) === 'dead';
};

/** The boot of which the condition's session, or the holder of its lease, was part. */
function formerBoot(world: World, { sessionId, environmentId, reason }: Condition) {
  const { observed } = world.roster.situation;
  const lease = environmentId === undefined ? undefined : world.environments.get(environmentId);
  const holder =
    reason === 'lease_abandoned' && lease?.lease.kind === 'abandoned'
      ? lease.lease.lease.holder
      : undefined;
  const session =
    sessionId !== undefined && isDead(world, sessionId)
      ? world.sessions.judged.get(sessionId)?.recorded.record
      : undefined;
  const { bootId, host } = holder ?? session ?? {};
  const isHere = host === undefined || host === observed.host;
  return isHere && bootId !== undefined && bootId !== observed.bootId ? bootId : undefined;
}

/** The machine was started anew since: its sessions and holders cannot be alive. */
export function causeOfReboot(world: World, condition: Condition): Cause | undefined {
  const bootId = formerBoot(world, condition);
  const { host } = world.roster.situation.observed;
  return bootId === undefined
    ? undefined
    : { id: `reboot:${bootId}`, kind: 'reboot', title: `${host} was restarted since` };
}

/** Several environments leased to one process or session that is gone. */
export function causeOfHolder(
  world: World,
  { reason, environmentId }: Condition,
): Cause | undefined {
  if (reason !== 'lease_abandoned' || environmentId === undefined) return undefined;
  const lease = world.environments.get(environmentId)?.lease;
  if (lease?.kind !== 'abandoned') return undefined;
  const { holder } = lease.lease;
  const { pid, startTime, sessionId } = holder;
  const who = pid === undefined ? sessionId : `${pid}:${startTime ?? ''}`;
  return who === undefined
    ? undefined
    : {
        id: `coordinator:${who}`,
        kind: 'coordinator',
        title: `${capital(nameHolder(holder))}, which held them, is gone`,
      };
}

/** Several workers of one coordinator that is gone. */
export function createCauseOfCoordinator({ roster }: World): Explain {
  // Two folders may use the same ids for what their own systems record.
  const nameOf = (taskId: string, workspace: string): string => `${taskId}\n${workspace}`;
  const named = new Map(
    roster.situation.recorded.workers.map(({ record, workspace }) => [
      nameOf(record.taskId, workspace),
      record.coordinator,
    ]),
  );
  return ({ subject, lane }) => {
    const isItsEnd = subject.kind === 'worker' && lane === 'crashed';
    const coordinator = isItsEnd ? named.get(nameOf(subject.id, subject.workspace)) : undefined;
    return coordinator === undefined
      ? undefined
      : {
          id: `coordinator:${coordinator.pid}:${coordinator.startedAt}`,
          kind: 'coordinator',
          title: `Coordinator ${coordinator.pid}, which ran them, is gone`,
        };
  };
}

const capital = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1);
