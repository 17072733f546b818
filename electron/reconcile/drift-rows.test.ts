import { describe, expect, test } from 'vitest';
import type { Reason } from '#shared/domain/condition.ts';
import type { EnvironmentReading } from '#shared/domain/observation.ts';
import { reasonCatalogue } from '#shared/domain/reason.ts';
import type { Verb } from '#shared/domain/verb.ts';
import {
  absent,
  alive,
  engineRead,
  environmentReading,
  makeWorktreeEntry,
  repositoryRead,
  statusRead,
  unknownProcess,
} from '#shared/testing/make-reading.ts';
import { makeEnvironment, makeLease, makeRun, makeTask } from '#shared/testing/make-record.ts';
import { observed, recordSet, situation } from '#shared/testing/make-situation.ts';
import { later, moments } from '#shared/testing/moments.ts';
import { reconcile } from './reconcile.ts';

const tasks = [makeTask.queued()];

const look = (reading: EnvironmentReading, environment = makeEnvironment.worktree()) =>
  reconcile(
    situation({
      recorded: recordSet({ runs: [makeRun()], tasks, environments: [environment] }),
      observed: observed({ environments: [reading], engines: [engineRead()] }),
    }),
  );

type Entry = Parameters<typeof makeWorktreeEntry>[0];
type Status = Parameters<typeof statusRead>[0];
const worktree = (more: Entry, status: Status = {}) =>
  environmentReading.clean({ worktree: makeWorktreeEntry(more), status: statusRead(status) });
const clean = (more: Partial<EnvironmentReading>) => environmentReading.clean(more);
const lost = (more: Partial<EnvironmentReading>) => environmentReading.unregistered(more);

const path = '/repos/shop.worktrees/rollcall-login';
const observedAt = moments.now;
const adminDir = '/repos/shop/.git/worktrees/rollcall-login';
const listed = makeWorktreeEntry({ prunable: 'gitdir file points to non-existent location' });
const broken = { kind: 'broken', why: 'it is no link' } as const;
const emptied = { kind: 'present', path, realPath: path, type: 'directory', observedAt } as const;
const locked = { worktree: makeWorktreeEntry({ locked: { reason: 'pid 4121' } }) };
const old = later(moments.now, -601_000);

const rows: readonly (readonly [Reason, EnvironmentReading, Verb])[] = [
  ['directory_missing', environmentReading.missing(), 'recreate'],
  ['moved', environmentReading.missing({ movedTo: '/repos/elsewhere' }), 'reattach'],
  ['volume_unavailable', environmentReading.volumeGone(), 'look_again'],
  ['unregistered', lost({ link: { kind: 'entry_gone', adminDir } }), 'reattach'],
  ['unregistered', lost({ link: { kind: 'none' } }), 'reattach'],
  ['prunable', lost({ link: { kind: 'none' }, worktree: listed }), 'reattach'],
  ['gitdir_broken', lost({ link: broken, worktree: listed }), 'reattach'],
  ['gitdir_broken', lost({ link: broken }), 'clean_up'],
  ['gitdir_broken', lost({ link: { kind: 'entry', adminDir } }), 'reattach'],
  ['gitdir_broken', lost({ link: { kind: 'entry_gone', adminDir }, worktree: listed }), 'reattach'],
  ['wrong_repository', lost({ link: { kind: 'foreign', gitDir: '/repos/web/.git' } }), 'clean_up'],
  ['empty_directory', lost({ path: { ...emptied, isEmpty: true } }), 'reattach'],
  ['locked', clean({ ...locked, lockHolder: { kind: 'unnamed' } }), 'look_again'],
  [
    'locked',
    clean({ ...locked, lockHolder: { kind: 'named', pid: 4121, process: absent() } }),
    'unlock',
  ],
  ['wrong_branch', worktree({ branch: 'elsewhere' }), 'switch_back'],
  ['branch_gone', clean({ branch: 'absent' }), 'switch_back'],
  ['branch_gone', { ...worktree({ branch: 'new' }), branch: 'absent' }, 'switch_back'],
  ['branch_checked_out_elsewhere', clean({ branchAt: '/repos/shop' }), 'acknowledge'],
  ['detached_head', worktree({ branch: undefined, isDetached: true }), 'acknowledge'],
  ['rebase_in_progress', worktree({ isDetached: true, operation: 'rebase' }), 'finish_or_abort'],
  ['merge_in_progress', worktree({ operation: 'merge' }), 'finish_or_abort'],
  ['cherry_pick_in_progress', worktree({ operation: 'cherry_pick' }), 'finish_or_abort'],
  ['revert_in_progress', worktree({ operation: 'revert' }), 'finish_or_abort'],
  ['bisect_in_progress', worktree({ isDetached: true, operation: 'bisect' }), 'finish_or_abort'],
  ['operation_in_progress', worktree({ operation: 'am' }), 'finish_or_abort'],
  [
    'conflicts',
    worktree({ operation: 'merge' }, { changeCount: 2, conflictCount: 2 }),
    'finish_or_abort',
  ],
  ['index_lock_abandoned', worktree({ indexLockedSince: old }), 'look_again'],
  [
    'index_lock_abandoned',
    { ...worktree({ indexLockedSince: old }), gitAtWork: { kind: 'none' } },
    'unlock',
  ],
  ['diverged', worktree({}, { upstream: 'origin/login', ahead: 1, behind: 2 }), 'acknowledge'],
  ['upstream_gone', worktree({}, { upstream: 'origin/login' }), 'acknowledge'],
  ['base_gone', clean({ base: 'absent' }), 'acknowledge'],
  ['nested_repository', worktree({}, { nested: ['vendor/kit'] }), 'acknowledge'],
];

describe('a worktree that differs from its record', () => {
  test.each(rows)(
    'is named %s, with what was seen and more than one way on',
    (reason, reading, verb) => {
      const outcome = look({ ...reading, environmentId: 'env-login' });
      expect(outcome.conditions.map((one) => one.reason)).toEqual([reason]);
      const [condition] = outcome.conditions;
      expect(condition).toMatchObject({ lane: 'drifted', proposed: verb });
      expect(condition?.evidence.length).toBeGreaterThan(0);
      const offered = condition?.actions.filter((one) => one.offered).map((one) => one.verb) ?? [];
      expect(offered).toContain(verb);
      expect(offered.length).toBeGreaterThan(1);
      for (const action of condition?.actions ?? [])
        if (!action.offered) expect(action.why).toMatch(/^[A-Z].*\.$/u);
    },
  );

  test('is not said to have lost the holder of a lock that names none', () => {
    const effectOf = (lockHolder: EnvironmentReading['lockHolder']) =>
      look(clean({ ...locked, lockHolder })).conditions[0]?.actions.find(
        ({ verb }) => verb === 'unlock',
      )?.effect;
    expect(effectOf({ kind: 'unnamed' })).toContain('names no holder');
    const gone = { kind: 'named', pid: 4121, process: absent() } as const;
    expect(effectOf(gone)).toContain('whose holder is gone');
  });

  test('is told apart in the catalogue by title and meaning', () => {
    const entries = Object.values(reasonCatalogue);
    expect(new Set(entries.map(({ title }) => title)).size).toBe(entries.length);
    expect(new Set(entries.map(({ meaning }) => meaning)).size).toBe(entries.length);
  });
});

describe('facts that are no trouble', () => {
  test('uncommitted and untracked files and unpushed commits are told, and no more', () => {
    const outcome = look(environmentReading.dirty());
    expect(outcome.conditions).toEqual([]);
    expect(outcome.environments[0]?.drift).toEqual(['dirty', 'untracked', 'ahead_unpushed']);
  });

  test.each([
    [
      'a lock whose holder is alive',
      { ...locked, lockHolder: { kind: 'named', pid: 4121, process: alive() } },
    ],
    [
      'an old index.lock that a git still holds',
      {
        worktree: makeWorktreeEntry({ indexLockedSince: old }),
        gitAtWork: { kind: 'running', pid: 7 },
      },
    ],
    ['a base that could not be looked up', { base: 'unknown' }],
  ] satisfies [string, Partial<EnvironmentReading>][])('%s', (_what, more) => {
    expect(look(clean(more)).conditions).toEqual([]);
  });

  test('a branch without a first commit is not gone', () => {
    const { git, ...rest } = makeEnvironment.worktree();
    if (git === undefined) throw new Error('A worktree has details.');
    const unborn = { ...rest, git: { ...git, head: undefined } };
    const reading = worktree({ head: undefined }, { head: undefined });
    expect(look({ ...reading, branch: 'absent', base: 'absent' }, unborn).conditions).toMatchObject(
      [{ reason: 'base_gone' }],
    );
  });
});

describe('git’s entries without a directory', () => {
  const entry = makeWorktreeEntry({ path: '/repos/gone', realPath: undefined, parent: 'present' });
  const sweep = (...worktrees: (typeof entry)[]) =>
    reconcile(
      situation({
        recorded: recordSet({ environments: [makeEnvironment.worktree({ state: 'archived' })] }),
        observed: observed({ repositories: [repositoryRead(worktrees)] }),
      }),
    ).conditions;

  test('are left over when no record names them', () => {
    expect(sweep(entry)).toMatchObject([
      { reason: 'leftover_registration', proposed: 'clean_up', subject: { id: '/repos/gone' } },
    ]);
  });

  test('are looked at again while the folder above is not there, or git holds them locked', () => {
    const unseen = { ...entry, parent: 'absent' as const };
    const held = { ...entry, path: '/repos/held', locked: { reason: 'on a stick' } };
    for (const condition of sweep(unseen, held)) {
      expect(condition.proposed).toBe('look_again');
      expect(condition.actions).toContainEqual(
        expect.objectContaining({ verb: 'clean_up', offered: false }),
      );
    }
  });

  test('belong to an archived environment of that path', () => {
    expect(sweep({ ...entry, path })).toEqual([]);
  });
});

describe('a lease whose holder cannot be looked at', () => {
  const leased = (expiresAt: string | undefined) =>
    look(
      clean({ leaseHolder: unknownProcess('it was recorded on lap; this is desk') }),
      makeEnvironment.worktree({
        lease: makeLease.held({ expiresAt, holder: { pid: 9, host: 'lap' } }),
      }),
    ).conditions;

  test('is left alone while it lasts, and only looked at again after that', () => {
    expect(leased(undefined)).toEqual([]);
    expect(leased(later(moments.now, 1000))).toEqual([]);
    const [condition] = leased(later(moments.now, -1000));
    expect(condition).toMatchObject({ reason: 'lease_holder_unknown', proposed: 'look_again' });
    expect(condition?.message).toContain('lap');
    expect(condition?.actions.filter((one) => one.offered).map((one) => one.verb)).toEqual([
      'acknowledge',
      'snooze',
      'look_again',
    ]);
  });
});
