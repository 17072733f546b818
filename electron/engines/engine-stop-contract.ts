import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StartedSession } from '#shared/domain/engine.ts';
import type { EnginePromise, EngineUnderTest } from './engine-contract.ts';

async function start({ engine, world }: EngineUnderTest, script: string): Promise<StartedSession> {
  const started = await engine.start({
    sessionId: world.newSessionId(),
    command: ['sh', '-c', script],
    cwd: world.cwd,
    env: { FAMILY: world.cwd },
  });
  assert(started.ok, `did not start: ${JSON.stringify(started)}`);
  return started.value;
}

const pidIn = ({ world }: EngineUnderTest, name: string): number =>
  Number(readFileSync(join(world.cwd, name), 'utf8'));

/** A child deaf to TERM, and a grandchild in a session of its own whose parent is gone. */
const family = `
sh -c 'trap "" TERM; echo $$ >"$FAMILY/deaf.pid"; while :; do sleep 1; done' &
(setsid sh -c 'echo $$ >"$FAMILY/away.pid"; sleep 60; :' &)
while :; do sleep 1; done
`;

/** What every engine promises about ending a session. */
export const stopPromises: readonly EnginePromise[] = [
  {
    title: 'stops a whole tree, also what ignores TERM or has left it, and nothing beside it',
    async run(under) {
      const { engine, world } = under;
      const bystander = await start(under, 'sleep 60; :');
      const { sessionId, identity } = await start(under, family);
      await world.until('the family is complete', () =>
        ['deaf.pid', 'away.pid'].every((name) => existsSync(join(world.cwd, name))),
      );
      const members = [identity.pid, pidIn(under, 'deaf.pid'), pidIn(under, 'away.pid')];
      assert(members.every(world.isAlive));

      const stopped = await engine.stop(sessionId, identity);
      assert(stopped.ok, JSON.stringify(stopped));
      assert(stopped.value.killed >= members.length);
      assert.deepEqual(members.filter(world.isAlive), []);
      assert(world.isAlive(bystander.identity.pid));
      const again = await engine.stop(sessionId, identity);
      assert.deepEqual(again, { ok: true, value: { killed: 0 } });
    },
  },
  {
    title: 'never signals a process that merely has the recorded pid',
    async run(under) {
      const { engine, world } = under;
      const { sessionId, identity } = await start(under, 'sleep 60; :');
      const { sessionId: elsewhere } = await start(under, 'sleep 60; :');
      const reused = { ...identity, startTime: '1' };
      for (const [id, recorded] of [
        [sessionId, reused],
        [elsewhere, reused],
        [elsewhere, identity],
        [world.newSessionId(), reused],
        [world.newSessionId(), { pid: identity.pid }],
      ] as const) {
        const stopped = await engine.stop(id, recorded);
        assert(!stopped.ok && stopped.error.kind === 'not_this_process', JSON.stringify(stopped));
      }
      assert(world.isAlive(identity.pid));
    },
  },
];
