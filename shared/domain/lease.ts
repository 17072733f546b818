import type { Instant } from './run.ts';
import type { ProcessIdentity } from './session.ts';

export const leaseKinds = ['execution', 'recovery', 'cleanup'] as const;
export type LeaseKind = (typeof leaseKinds)[number];

/** Who claims an environment. A pid counts only together with its start time and boot. */
export interface LeaseHolder {
  readonly sessionId?: string | undefined;
  readonly taskId?: string | undefined;
  readonly agentId?: string | undefined;
  readonly pid?: number | undefined;
  readonly startTime?: string | undefined;
  readonly bootId?: string | undefined;
  readonly host?: string | undefined;
}

/** A holder's claim on an environment. Released by compare-and-set on `token`. */
export interface Lease {
  readonly kind: LeaseKind;
  readonly holder: LeaseHolder;
  readonly token: string;
  readonly acquiredAt: Instant;
  readonly expiresAt?: Instant | undefined;
  readonly releasedAt?: Instant | undefined;
}

/** The process that holds a lease now; undefined when nobody does, or none is named. */
export function processOfHolder(lease: Lease | undefined): ProcessIdentity | undefined {
  if (lease === undefined || lease.releasedAt !== undefined) return undefined;
  const { pid, startTime, bootId, host } = lease.holder;
  return pid === undefined ? undefined : { pid, startTime, bootId, host };
}

/** Who holds a lease, by what is known of them that tells most. */
export function nameHolder({ sessionId, pid, taskId, agentId }: LeaseHolder): string {
  if (pid !== undefined) return `process ${pid}`;
  if (sessionId !== undefined) return `session ${sessionId}`;
  if (taskId !== undefined) return `task ${taskId}`;
  return agentId === undefined ? 'nobody by name' : `agent ${agentId}`;
}
