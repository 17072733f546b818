import { startAgent } from '#e2e/worlds/agents.ts';
import { makeTask } from '#shared/testing/make-record.ts';
import { endedPid, keepSession, startProcess, tellStatus } from './processes.ts';
import type { Place } from './place.ts';
import { placedSession, recordsOf } from './records.ts';
import type { MadeWorld, ReasonWorld } from './reason-world.ts';

type SessionChange = Parameters<typeof placedSession>[1];

/** A running task whose session was recorded with this identity. */
const atWork = (place: Place, more: SessionChange): MadeWorld => ({
  records: recordsOf(place, {
    task: makeTask.running(),
    sessions: [placedSession(place, more)],
  }),
});

/** The same, alive, and what its agent says of itself. */
async function telling(place: Place, status: string, more: SessionChange): Promise<MadeWorld> {
  const { identity } = await startProcess(place.world, place.path);
  await keepSession(place.world, `s-${place.mark}`, identity);
  await tellStatus(place.world, `s-${place.mark}`, status);
  return atWork(place, { ...identity, ...more });
}

/** Only a task that has not begun. */
const nothing = (place: Place): MadeWorld => ({ records: recordsOf(place) });

/** Sessions of the process engine, each with its real process or the lack of one. */
export const sessions: readonly ReasonWorld[] = [
  {
    reason: 'process_exited',
    story: 'an agent was killed by a signal',
    async make(place) {
      const agent = await startAgent(place.world, place.repo, { task: `a-${place.mark}` });
      await agent.kill();
      return nothing(place);
    },
  },
  {
    reason: 'finished_unrecorded',
    story: 'an agent ended well while nobody looked',
    async make(place) {
      const agent = await startAgent(place.world, place.repo, { task: `a-${place.mark}` });
      await agent.end(0);
      return nothing(place);
    },
  },
  {
    reason: 'process_gone',
    story: 'its engine knows nothing of it',
    make: async (place) => atWork(place, { pid: await endedPid(place.world) }),
  },
  {
    reason: 'pid_reused',
    story: 'another process has its pid',
    async make(place) {
      const { identity } = await startProcess(place.world);
      const recorded = { ...identity, startTime: '7' };
      await keepSession(place.world, `s-${place.mark}`, recorded);
      return atWork(place, recorded);
    },
  },
  {
    reason: 'unresponsive',
    story: 'alive, but silent for a long time',
    async make(place) {
      const { identity } = await startProcess(place.world, place.path);
      await keepSession(place.world, `s-${place.mark}`, identity);
      return atWork(place, { ...identity, lastHeartbeatAt: '2026-01-31T10:00:00.000Z' });
    },
  },
  {
    reason: 'status_mismatch',
    story: 'its agent hands over, and nobody wrote that down',
    make: (place) => telling(place, 'handoff', { status: 'running' }),
  },
  {
    reason: 'status_mismatch',
    story: 'long since ready, and recorded as just begun',
    make: (place) => telling(place, 'ready', { status: 'spawned' }),
  },
  {
    reason: 'running_after_exit',
    story: 'recorded as ended, and alive',
    async make(place) {
      const { identity } = await startProcess(place.world);
      await keepSession(place.world, `s-${place.mark}`, identity);
      const session = placedSession(place, { ...identity, status: 'exit', exitCode: 1 });
      return { records: recordsOf(place, { task: makeTask.completed(), sessions: [session] }) };
    },
  },
  {
    reason: 'unrecorded_session',
    story: 'alive, and no record names it',
    async make(place) {
      const { identity } = await startProcess(place.world);
      await keepSession(place.world, `s-${place.mark}`, identity);
      return nothing(place);
    },
  },
  {
    reason: 'healthy',
    story: 'an agent is further than it last wrote down',
    make: (place) => telling(place, 'ready', { status: 'running' }),
  },
  {
    reason: 'healthy',
    story: 'an agent runs on another machine',
    make: async (place) => atWork(place, { pid: 41, startTime: '7', host: 'elsewhere' }),
  },
  {
    reason: 'healthy',
    story: 'an agent is just being started, and its engine does not list it yet',
    make: async (place) =>
      atWork(place, { status: 'spawned', startedAt: new Date(Date.now() + 20_000).toISOString() }),
  },
  {
    reason: 'healthy',
    story: 'recorded as ended, and its process is gone',
    async make(place) {
      const { identity, kill } = await startProcess(place.world);
      await keepSession(place.world, `s-${place.mark}`, identity);
      await kill();
      const session = placedSession(place, { ...identity, status: 'exit', exitCode: 1 });
      return { records: recordsOf(place, { task: makeTask.queued(), sessions: [session] }) };
    },
  },
  {
    reason: 'healthy',
    story: 'an engine keeps what is left of a session that nobody recorded',
    async make(place) {
      const { identity, kill } = await startProcess(place.world);
      await keepSession(place.world, `s-${place.mark}`, identity);
      await kill();
      return nothing(place);
    },
  },
  {
    reason: 'healthy',
    story: 'an agent is at work in the midst of a rebase',
    async make(place) {
      const { identity } = await startProcess(place.world, place.path);
      await keepSession(place.world, `s-${place.mark}`, identity);
      await place.tryGit(place.path, 'rebase', '--quiet', '--exec', 'false', 'HEAD~1');
      return atWork(place, identity);
    },
  },
];
