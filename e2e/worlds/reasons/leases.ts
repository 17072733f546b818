import { hostname } from 'node:os';
import type { LeaseHolder } from '#shared/domain/lease.ts';
import { makeLease } from '#shared/testing/make-record.ts';
import { bootId, endedPid, startProcess } from './processes.ts';
import type { Place } from './place.ts';
import { recordsOf } from './records.ts';
import type { MadeWorld, ReasonWorld } from './reason-world.ts';

const past = '2026-01-31T10:00:00.000Z';

const leased = (place: Place, holder: LeaseHolder, expiresAt?: string): MadeWorld => ({
  records: recordsOf(place, {
    environment: { lease: makeLease.held({ holder, ...(expiresAt ? { expiresAt } : {}) }) },
  }),
});

/** Leases by what became of their holder. */
export const leases: readonly ReasonWorld[] = [
  {
    reason: 'lease_abandoned',
    story: 'its holder was killed',
    async make(place) {
      const holder = await startProcess(place.world);
      await holder.kill();
      return leased(place, holder.identity);
    },
  },
  {
    reason: 'lease_abandoned',
    story: 'its holder lived before the machine was restarted',
    make: async (place) =>
      leased(place, { pid: process.pid, startTime: '7', bootId: 'former', host: hostname() }),
  },
  {
    reason: 'lease_expired',
    story: 'its time is over, and its holder is alive',
    async make(place) {
      const { identity } = await startProcess(place.world);
      return leased(place, identity, past);
    },
  },
  {
    reason: 'lease_unreadable',
    story: 'it names nobody who could be looked at',
    make: async (place) => leased(place, { agentId: 'codex' }),
  },
  {
    reason: 'lease_holder_unknown',
    story: 'its time is over, and its holder is on another machine',
    make: async (place) => leased(place, { pid: 41, startTime: '7', host: 'elsewhere' }, past),
  },
  {
    reason: 'healthy',
    story: 'a lease held on another machine lasts',
    make: async (place) => leased(place, { pid: 41, startTime: '7', host: 'elsewhere' }),
  },
  {
    reason: 'healthy',
    story: 'a lease is held by a process that is alive',
    async make(place) {
      const { identity } = await startProcess(place.world);
      return leased(place, identity);
    },
  },
  {
    reason: 'healthy',
    story: 'a pid without a start proves nothing while somebody has it',
    make: async (place) => leased(place, { pid: process.pid, bootId: await bootId() }),
  },
  {
    reason: 'lease_abandoned',
    story: 'only a pid is named, and nobody has it',
    make: async (place) => leased(place, { pid: await endedPid(place.world) }),
  },
];
