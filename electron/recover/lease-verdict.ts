import { nameHolder } from '#shared/domain/lease.ts';
import type { Lease } from '#shared/domain/lease.ts';
import type { Look } from './look.ts';
import type { RecoverDeps } from './recover-deps.ts';
import { identityOf, observeFate } from './session-fate.ts';

/**
 * What a lease is worth. `abandoned` needs proof that the holder is gone; a holder that names neither
 * a session nor a process cannot be proven anything: `unreadable`.
 */
export type LeaseVerdict =
  | { readonly kind: 'free' }
  | { readonly kind: 'held'; readonly by: string }
  | { readonly kind: 'abandoned'; readonly by: string }
  | { readonly kind: 'unreadable'; readonly by: string }
  | { readonly kind: 'unknown'; readonly by: string; readonly why: string };

type Eyes = Pick<RecoverDeps, 'observeProcess' | 'clock' | 'policy' | 'host'>;

/** Judges a lease by its holder: first the session it names, then the process. */
export async function judgeLease(
  eyes: Eyes,
  look: Look,
  lease: Lease | undefined,
): Promise<LeaseVerdict> {
  if (lease === undefined || lease.releasedAt !== undefined) return { kind: 'free' };
  const { holder } = lease;
  const by = nameHolder(lease.holder);
  if (holder.host !== undefined && holder.host !== eyes.host)
    return { kind: 'unknown', by, why: `its holder is on ${holder.host}` };
  const session = look.records().sessions.find(({ record }) => record.id === holder.sessionId);
  const fate = session && (await observeFate(eyes, look, session.record));
  if (fate?.kind === 'alive') return { kind: 'held', by };
  const identity = identityOf(holder);
  const process = identity && (await eyes.observeProcess(identity));
  if (process?.kind === 'alive') return { kind: 'held', by };
  if (fate?.kind === 'unknown') return { kind: 'unknown', by, why: fate.why };
  if (process?.kind === 'unknown') return { kind: 'unknown', by, why: process.why };
  return fate === undefined && process === undefined
    ? { kind: 'unreadable', by }
    : { kind: 'abandoned', by };
}
