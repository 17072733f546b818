import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import type { GitRequest } from '#shared/domain/git.ts';
import type { BrokerAnswer, BrokerChannel, BrokerRequest } from './broker-messages.ts';
import { createBrokeredGit, type BrokeredGit } from './git-broker-client.ts';
import { launchNodeBroker } from './node-broker.ts';

const script = fileURLToPath(new URL('./git-broker.ts', import.meta.url));
const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

const keep = (git: BrokeredGit): BrokeredGit => {
  ends.push(() => git.close());
  return git;
};

/** A broker that only does what the test says. */
function fakeBroker() {
  const posted: BrokerRequest[] = [];
  let onAnswer: (answer: BrokerAnswer) => void = () => undefined;
  let onExit: (why: string) => void = () => undefined;
  const channel: BrokerChannel = {
    post: (message) => void posted.push(message),
    onMessage: (listener) => {
      onAnswer = listener;
    },
    onExit: (listener) => {
      onExit = listener;
    },
    kill: () => undefined,
  };
  const answer = (value: string) => {
    const next = posted.shift();
    if (next === undefined) throw new Error('nothing was asked');
    onAnswer({ id: next.id, outcome: { ok: true, value } });
  };
  return { channel, posted, answer, die: () => onExit('it was killed') };
}

const ask = (access: 'read' | 'write', ...args: string[]): GitRequest => ({
  cwd: '/',
  args,
  access,
});

it('runs real git in a small process and keeps NUL in what it prints', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-broker-'));
  ends.push(() => rmSync(folder, { recursive: true }));
  execFileSync('git', ['init', '-q', '-b', 'main', folder]);
  const git = keep(createBrokeredGit({ launch: () => launchNodeBroker(script) }));
  const args = ['status', '--porcelain=v2', '-z', '--branch'];
  const answers = await Promise.all(
    [1, 2, 3].map(() => git.runGit({ cwd: folder, args, access: 'read' })),
  );
  for (const answer of answers)
    expect(answer).toEqual({
      ok: true,
      value: '# branch.oid (initial)\0# branch.head main\0',
    });
});

it('runs git also when the folder where the console was started is gone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-broker-'));
  const program = `
    import { rmdirSync } from 'node:fs';
    const { launchNodeBroker } = await import(process.argv[1]);
    rmdirSync(process.cwd());
    const broker = launchNodeBroker(process.argv[2]);
    broker.onMessage(({ outcome }) => {
      console.log(outcome.ok ? outcome.value : outcome.error.message);
      broker.kill();
    });
    broker.post({ id: 1, request: { cwd: '/', args: ['version'], access: 'read' } });`;
  const launcher = new URL('./node-broker.ts', import.meta.url).href;
  const args = ['--no-warnings', '--input-type=module', '--eval', program, launcher, script];
  const said = execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  expect(said).toMatch(/^git version /u);
});

it('starts a new broker after the real one is killed', async () => {
  const channels: BrokerChannel[] = [];
  const launch = () => {
    const channel = launchNodeBroker(script);
    channels.push(channel);
    return channel;
  };
  const git = keep(createBrokeredGit({ launch }));
  const first = git.runGit(ask('read', 'version'));
  channels[0]?.kill();
  expect(await first).toMatchObject({ ok: true });
  expect(channels).toHaveLength(2);
});

it('asks a read once more, but never a write, when the broker dies', async () => {
  const brokers = [fakeBroker(), fakeBroker()];
  let launched = 0;
  const launch = () => {
    const broker = brokers[launched];
    launched += 1;
    if (broker === undefined) throw new Error('no third broker was expected');
    return broker.channel;
  };
  const git = keep(createBrokeredGit({ launch, concurrency: 2 }));
  const read = git.runGit(ask('read', 'status'));
  const write = git.runGit(ask('write', 'worktree', 'add'));
  brokers[0]?.die();
  expect(await write).toMatchObject({ ok: false, error: { kind: 'broker_lost' } });
  brokers[1]?.answer('clean');
  expect(await read).toEqual({ ok: true, value: 'clean' });
});

it('says that the broker is lost when it dies twice over the same read', async () => {
  const brokers = [fakeBroker(), fakeBroker()];
  const left = [...brokers];
  const git = keep(
    createBrokeredGit({ launch: () => left.shift()?.channel ?? fakeBroker().channel }),
  );
  const read = git.runGit(ask('read', 'status'));
  brokers[0]?.die();
  brokers[1]?.die();
  expect(await read).toMatchObject({ ok: false, error: { kind: 'broker_lost' } });
});

it('never has more commands running than allowed, and refuses an endless queue', async () => {
  const broker = fakeBroker();
  const git = keep(
    createBrokeredGit({ launch: () => broker.channel, concurrency: 2, maxWaiting: 1 }),
  );
  const asked = [1, 2, 3].map((n) => git.runGit(ask('read', `command-${n}`)));
  expect(broker.posted).toHaveLength(2);
  expect(await git.runGit(ask('read', 'one-too-many'))).toMatchObject({ ok: false });
  broker.answer('first');
  expect(broker.posted.map(({ request }) => request.args[0])).toEqual(['command-2', 'command-3']);
  broker.answer('second');
  broker.answer('third');
  expect(await Promise.all(asked)).toMatchObject([{ ok: true }, { ok: true }, { ok: true }]);
});

it('gives up a broker that stays silent', async () => {
  const git = keep(createBrokeredGit({ launch: () => fakeBroker().channel, graceMs: 1 }));
  const answer = await git.runGit({ ...ask('write', 'gone'), timeoutMs: 1 });
  expect(answer).toMatchObject({ ok: false, error: { kind: 'broker_lost' } });
});

it('answers everything that is still asked when it is closed', async () => {
  const git = createBrokeredGit({ launch: () => fakeBroker().channel, concurrency: 1 });
  const asked = [git.runGit(ask('read', 'status')), git.runGit(ask('write', 'worktree'))];
  git.close();
  asked.push(git.runGit(ask('read', 'late')));
  for (const answer of await Promise.all(asked))
    expect(answer).toMatchObject({ ok: false, error: { kind: 'broker_lost' } });
});
