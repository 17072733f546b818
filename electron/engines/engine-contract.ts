import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine, StartedSession } from '#shared/domain/engine.ts';
import type { EngineEntry } from '#shared/domain/observation.ts';
import type { EngineWorld } from './engine-world.ts';
import { sendSignal } from './send-signal.ts';

/** An engine in a world of its own, and how to keep it from looking. */
export interface EngineUnderTest {
  readonly engine: Engine;
  readonly world: EngineWorld;
  readonly makeUnreadable: () => Promise<void>;
}

/** One promise that every engine keeps. `run` throws when it is broken. */
export interface EnginePromise {
  readonly title: string;
  readonly run: (under: EngineUnderTest) => Promise<void>;
}

async function start(
  { engine, world }: EngineUnderTest,
  script: string,
  ...args: string[]
): Promise<StartedSession> {
  const started = await engine.start({
    sessionId: world.newSessionId(),
    command: ['sh', '-c', script, 'sh', ...args],
    cwd: world.cwd,
    env: {},
  });
  assert(started.ok, `did not start: ${JSON.stringify(started)}`);
  return started.value;
}

async function entryOf({ engine }: EngineUnderTest, id: string): Promise<EngineEntry | undefined> {
  const reading = await engine.observe();
  assert.equal(reading.kind, 'read');
  return reading.kind === 'read' ? reading.entries.find((one) => one.sessionId === id) : undefined;
}

async function ended(under: EngineUnderTest, id: string): Promise<EngineEntry> {
  let entry: EngineEntry | undefined;
  await under.world.until(`${id} has ended`, async () => {
    entry = await entryOf(under, id);
    return entry?.process.kind === 'absent';
  });
  assert(entry !== undefined);
  return entry;
}

const endsWith = (exitCode: number): EnginePromise => ({
  title: `records exit code ${exitCode} of an agent that ended by itself`,
  async run(under) {
    const { sessionId } = await start(under, `sleep 0.4; exit ${exitCode}`);
    const entry = await ended(under, sessionId);
    assert.equal(entry.exitCode, exitCode);
    assert(entry.endedAt !== undefined);
  },
});

/** What every engine promises, whatever it holds its sessions with. */
export const enginePromises: readonly EnginePromise[] = [
  {
    title: 'starts an agent, sees it alive, and lists it with its command and directory',
    async run(under) {
      const { sessionId, identity } = await start(under, 'echo ready; sleep 30; :', 'a b');
      const entry = await entryOf(under, sessionId);
      assert.equal(entry?.process.kind, 'alive');
      assert.deepEqual(entry?.identity, identity);
      assert.equal(entry?.exitCode, undefined);
      assert.equal(entry?.cwd, under.world.cwd);
      assert.deepEqual(entry?.command?.slice(-2), ['sh', 'a b']);
    },
  },
  endsWith(0),
  endsWith(3),
  {
    title: 'tells the state that an agent has written down, and passes over what is none',
    async run(under) {
      const script = 'echo handoff >"$ROLLCALL_STATUS"; sleep 30; :';
      const { sessionId } = await start(under, script);
      await under.world.until('it says so', async () => {
        const entry = await entryOf(under, sessionId);
        return entry?.status === 'handoff';
      });
      writeFileSync(join(under.world.sessionsDir, sessionId, 'status'), 'asleep\n');
      const entry = await entryOf(under, sessionId);
      assert.equal(entry?.status, undefined);
      assert.equal(entry?.process.kind, 'alive');
    },
  },
  {
    title: 'records 137 when the agent is killed with -9',
    async run(under) {
      const { sessionId, identity } = await start(under, 'sleep 30; :');
      process.kill(identity.pid, 'SIGKILL');
      assert.equal((await ended(under, sessionId)).exitCode, 137);
    },
  },
  {
    title: 'claims no exit code when supervisor and agent are both killed',
    async run(under) {
      const { sessionId, identity } = await start(under, 'sleep 30; :');
      process.kill(under.world.parentOf(identity.pid), 'SIGKILL');
      // An agent with a terminal may have been hung up by then.
      sendSignal(identity.pid, 'SIGKILL');
      const entry = await ended(under, sessionId);
      assert.equal(entry.exitCode, undefined);
      assert.equal(entry.endedAt, undefined);
    },
  },
  {
    title: 'tells a command that does not exist by its exit code 127',
    async run({ engine, world }) {
      const started = await engine.start({
        sessionId: world.newSessionId(),
        command: ['no-such-agent-anywhere'],
        cwd: world.cwd,
        env: {},
      });
      assert(!started.ok && started.error.kind === 'ended_at_once', JSON.stringify(started));
      assert.equal(started.error.exitCode, 127);
    },
  },
  {
    title: 'keeps two sessions started at once apart',
    async run(under) {
      const both = await Promise.all([start(under, 'sleep 30; :'), start(under, 'sleep 30; :')]);
      const [one, other] = await Promise.all(
        both.map(({ sessionId }) => entryOf(under, sessionId)),
      );
      assert.equal(one?.process.kind, 'alive');
      assert.equal(other?.process.kind, 'alive');
      assert.notEqual(one?.identity?.pid, other?.identity?.pid);
    },
  },
  {
    title: 'says that it could not look instead of listing nothing',
    async run(under) {
      await start(under, 'sleep 30; :');
      await under.makeUnreadable();
      assert.equal((await under.engine.observe()).kind, 'unreadable');
    },
  },
  {
    title: 'forgets an ended session, keeps its log, and never forgets a living one',
    async run(under) {
      const living = await start(under, 'sleep 30; :');
      const over = await start(under, 'echo done; sleep 0.4');
      await ended(under, over.sessionId);
      await under.engine.forget(over.sessionId);
      await under.engine.forget(living.sessionId);
      assert.equal(await entryOf(under, over.sessionId), undefined);
      assert.equal((await entryOf(under, living.sessionId))?.process.kind, 'alive');
      // A terminal ends its lines with \r\n.
      assert.match(readFileSync(over.logPath, 'utf8'), /^done\r?\n$/u);
    },
  },
];
