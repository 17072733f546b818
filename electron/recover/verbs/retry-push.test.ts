import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  mkdirSync,
  lstatSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { writeText } from '#electron/platform/testing-repository.ts';
import { rooms } from '#electron/console/recovery-rooms.ts';
import { lookAtFile } from '#electron/recover/retry-push/replace-file.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import {
  createRecoveryWorld,
  quietly,
  type RecoveryWorld,
} from '#electron/recover/recovery-world.ts';
import {
  addBlockedPush,
  type BlockedPush,
  ownerText,
} from '#electron/recover/testing/blocked-push.ts';
import { backupTarget } from '#shared/domain/backup.ts';

let world: RecoveryWorld | undefined;
afterEach(() => world?.close());

async function start(change?: (deps: RecoverDeps) => Partial<RecoverDeps>) {
  world = await createRecoveryWorld(rooms, change);
  return { world, ...addBlockedPush(world) };
}

const read = (file: string): string => readFileSync(file, 'utf8');

async function plan({ world, conditionId }: { world: RecoveryWorld } & BlockedPush) {
  const made = await world.plan('retry_push', conditionId);
  const [item] = made.items;
  if (item === undefined) throw new Error('nothing was planned');
  return { made, item };
}

const retried = (text: string): string =>
  text
    .replace('"blocked_push"', '"running"')
    .replace('"the branch is protected"', 'null')
    .replace(/"last_error": "remote.*?",/u, '"last_error": null,');

it('has a blocked push tried again: one worker changes in the file and nothing else', async () => {
  const made = await start();
  chmodSync(made.stateFile, 0o640);
  const { made: planned, item } = await plan(made);
  expect(item).toMatchObject({ eligible: true });
  expect(planned.tier).toBe(2);
  expect(item.warnings.join()).toContain('hard reset');
  const done = await made.world.apply(planned);
  expect(done).toMatchObject({ result: 'applied', backup: { kind: 'trash' } });
  expect(read(made.stateFile)).toBe(retried(made.text));
  expect(read(made.stateFile)).not.toBe(made.text);
  expect(lstatSync(made.stateFile).mode & 0o777).toBe(0o640);
  expect(readdirSync(dirname(made.stateFile))).toEqual(['state.json']);
  expect(read(join(done.backup?.location ?? '', 'state'))).toBe(made.text);
});

it('keeps the work of the clone in the watched repository, from where it is restored', async () => {
  const made = await start();
  const { made: planned } = await plan(made);
  await made.world.apply(planned);
  const { repository, recovery } = made.world;
  expect(repository.gitIn(made.clone, 'for-each-ref', 'refs/rollcall')).toBe('');
  rmSync(made.clone, { recursive: true });
  const kept = (await recovery.backups()).find(({ kind }) => kind === 'git_ref');
  expect(kept).toMatchObject({ path: made.clone, taskId: 'RQ-1' });
  const to = join(repository.folder, 'restored');
  const restoring = await recovery.plan('restore', [backupTarget(kept?.id ?? '')], { to });
  const restored = await recovery.apply(restoring.planId, restoring.fingerprint, quietly);
  expect(restored).toMatchObject({ ok: true, value: { items: [{ result: 'applied' }] } });
  expect(read(join(to, 'done.txt'))).toBe('the work, and one more line\n');
  expect(read(join(to, 'untracked.txt'))).toBe('not tracked\n');
  expect(repository.gitIn(to, 'log', '-1', '--format=%s')).toBe('RQ-1\n');
});

it('is undone to the byte, and only while nobody has changed the file since', async () => {
  const made = await start();
  const { recovery } = made.world;
  const { made: planned } = await plan(made);
  const operation = await recovery.apply(planned.planId, planned.fingerprint, quietly);
  const operationId = operation.ok ? operation.value.operationId : '';
  const after = read(made.stateFile);
  writeFileSync(made.stateFile, `${after} `);
  const late = await recovery.planUndo(operationId);
  expect(late?.items[0]).toMatchObject({
    eligible: false,
    why: expect.stringContaining('changed since'),
  });
  writeFileSync(made.stateFile, after);
  writeFileSync(made.lockFile, ownerText(process.pid));
  expect((await recovery.planUndo(operationId))?.items[0]).toMatchObject({
    eligible: false,
    why: expect.stringContaining('alive'),
  });
  rmSync(dirname(made.lockFile), { recursive: true });
  const undo = await recovery.planUndo(operationId);
  if (undo === undefined) throw new Error('no undo');
  expect(await made.world.apply(undo)).toMatchObject({ result: 'applied' });
  expect(read(made.stateFile)).toBe(made.text);
});

it('takes a later word of the blocked push aside with it, and an undo gives it back', async () => {
  const made = await start();
  const marker = join(made.clone, '.ralph', 'cache', 'parallel', 'blocked_push.json');
  const told = JSON.stringify({
    task_id: 'RQ-1',
    generated_at: '2026-02-01T00:00:00Z',
    attempt: 2,
  });
  writeText(marker, told);
  const { made: planned, item } = await plan(made);
  expect(item.steps.at(-1)?.describe).toContain(marker);
  const { recovery } = made.world;
  const operation = await recovery.apply(planned.planId, planned.fingerprint, quietly);
  expect(operation).toMatchObject({ ok: true, value: { items: [{ result: 'applied' }] } });
  expect(existsSync(marker)).toBe(false);
  const undo = await recovery.planUndo(operation.ok ? operation.value.operationId : '');
  if (undo === undefined) throw new Error('no undo');
  expect(await made.world.apply(undo)).toMatchObject({ result: 'applied' });
  expect(read(marker)).toBe(told);
  expect(read(made.stateFile)).toBe(made.text);
});

type Change = (made: BlockedPush) => void;
const rewrite =
  (from: string | RegExp, to: string): Change =>
  ({ stateFile, text }) =>
    writeFileSync(stateFile, text.replace(from, to));

const refusals: readonly (readonly [string, Change, RegExp])[] = [
  [
    'whose coordinator is alive',
    ({ lockFile }) => writeFileSync(lockFile, ownerText(process.pid)),
    /process \d+ is alive/u,
  ],
  [
    'one of whose tasks still has an owner',
    ({ lockFile }) => writeFileSync(`${lockFile}_task_1_2`, ownerText(process.pid)),
    /process \d+ is alive/u,
  ],
  [
    'whose lock names nobody',
    ({ lockFile }) => writeFileSync(lockFile, 'label: run loop\n'),
    /not proven gone.*owner/u,
  ],
  ['whose lock is empty', ({ lockFile }) => rmSync(lockFile), /does not say who holds it/u],
  [
    'whose lock is of tomorrow',
    ({ lockFile }) => writeFileSync(lockFile, ownerText(4_194_299, '2999-01-01T00:00:00Z')),
    /in the future/u,
  ],
  [
    'of a newer schema',
    rewrite('"schema_version": 3', '"schema_version": 4'),
    /newer than 3.*never written/u,
  ],
  [
    'of an older schema',
    rewrite('"schema_version": 3', '"schema_version": 2'),
    /older than 3.*never written/u,
  ],
  ['whose file cannot be parsed', rewrite('"workers"', '"workers'), /line \d+, column \d+/u],
  [
    'that is recorded as running already',
    rewrite('"blocked_push"', '"integrating"'),
    /currently integrating/u,
  ],
  ['that is recorded no more', rewrite('"RQ-1"', '"RQ-2"'), /records RQ-1 any more/u],
  [
    'whose file has another name',
    ({ stateFile }) => linkSync(stateFile, `${stateFile}.2`),
    /another name/u,
  ],
  [
    'whose clone is gone',
    ({ clone }) => rmSync(clone, { recursive: true }),
    /could not be kept first/u,
  ],
];

it.each(refusals)('refuses a worker %s, and says why', async (_which, change, why) => {
  const made = await start();
  change(made);
  const before = read(made.stateFile);
  const { item } = await plan(made);
  expect(item).toMatchObject({ eligible: false, why: expect.stringMatching(why) });
  expect(read(made.stateFile)).toBe(before);
});

it('replaces only a file of one’s own, never a link', async () => {
  const { stateFile } = await start();
  const root = '/etc/passwd';
  if (process.geteuid?.() === 0) chownSync(stateFile, 65_534, 65_534);
  const others = process.geteuid?.() === 0 ? stateFile : root;
  expect(await lookAtFile(others)).toMatchObject({
    why: expect.stringContaining('belongs to user'),
  });
  symlinkSync(stateFile, `${stateFile}.link`);
  expect(await lookAtFile(`${stateFile}.link`)).toMatchObject({
    why: expect.stringContaining('no regular file'),
  });
});

it.each<readonly [string, Change, string]>([
  ['the file says more', rewrite('"their_own"', '"their_new"'), 'what is in it'],
  [
    'a coordinator has started',
    ({ lockFile }) => writeFileSync(lockFile, ownerText(process.pid)),
    'its coordinator',
  ],
  [
    'there is more work in the clone',
    ({ clone }) => writeFileSync(join(clone, 'more.txt'), 'more'),
    'uncommitted work',
  ],
  ['its rights are others', ({ stateFile }) => chmodSync(stateFile, 0o600), 'its rights'],
])('refuses at once when %s since it was planned', async (_what, change, fact) => {
  const made = await start();
  const { made: planned } = await plan(made);
  change(made);
  const before = read(made.stateFile);
  expect(await made.world.apply(planned)).toMatchObject({ result: 'refused', after: { fact } });
  expect(read(made.stateFile)).toBe(before);
});

it.each<readonly [string, Change]>([
  ['the file changes', rewrite('"their_own"', '"their_new"')],
  ['a coordinator starts', ({ lockFile }) => writeFileSync(lockFile, ownerText(process.pid))],
])(
  'refuses in the last moment when %s, and leaves nothing beside the file',
  async (_what, change) => {
    let late: (() => void) | undefined;
    const made = await start((deps) => ({
      async findForeignWorker(subject) {
        const isReady = readdirSync(dirname(made.stateFile)).length > 1;
        if (isReady) late?.();
        return deps.findForeignWorker(subject);
      },
    }));
    const { made: planned } = await plan(made);
    late = () => change(made);
    const done = await made.world.apply(planned);
    expect(done).toMatchObject({
      result: 'refused',
      why: expect.stringContaining('nothing was changed'),
    });
    expect(read(made.stateFile)).not.toContain('"running"');
    expect(readdirSync(dirname(made.stateFile))).toEqual(['state.json']);
  },
);

it('leaves the file as it is, and nothing behind, where no new one can be written beside it', async () => {
  const made = await start();
  const { made: planned } = await plan(made);
  const folder = dirname(made.stateFile);
  // A directory where the new file would be written, so that it fails for every user alike.
  const trash = planned.items[0]?.backup?.location ?? '';
  mkdirSync(join(folder, `.state.json.rollcall-${basename(trash)}`, 'full'), { recursive: true });
  const done = await made.world.apply(planned);
  expect(done).toMatchObject({ result: 'failed', why: expect.stringContaining('is as it was') });
  expect(read(made.stateFile)).toBe(made.text);
  expect(existsSync(trash)).toBe(false);
});

it('changes nothing where the work of a shallow clone does not go over whole', async () => {
  const made = await start();
  const { repository } = made.world;
  const shallow = join(repository.folder, 'shallow');
  for (const name of ['one', 'two']) {
    repository.git('commit', '--quiet', '--allow-empty', `--message=${name}`);
  }
  repository.git('clone', '--quiet', '--depth=1', `file://${repository.root}`, shallow);
  repository.git('update-ref', 'refs/heads/main', 'HEAD~2');
  repository.git('reflog', 'expire', '--expire=now', '--all');
  repository.git('gc', '--quiet', '--prune=now');
  const text = made.text.replace(JSON.stringify(made.clone), JSON.stringify(shallow));
  writeFileSync(made.stateFile, text);
  const { made: planned } = await plan(made);
  const done = await made.world.apply(planned);
  expect(done).toMatchObject({
    result: 'failed',
    why: expect.stringContaining('Nothing was changed'),
  });
  expect(read(made.stateFile)).toBe(text);
  expect(repository.git('for-each-ref', 'refs/rollcall')).toBe('');
});
