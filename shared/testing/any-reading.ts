import fc from 'fast-check';
import {
  gitOperations,
  type EnvironmentReading,
  type ProcessReading,
} from '#shared/domain/observation.ts';
import {
  absent,
  alive,
  environmentReading,
  makeWorktreeEntry,
  reused,
  statusRead,
  unknownProcess,
} from './make-reading.ts';
import { later, moments } from './moments.ts';

export const ago = (ms: number) => later(moments.now, -ms);

/** What a recorded process may have come to. */
export const anyProcess: fc.Arbitrary<ProcessReading> = fc.oneof(
  fc.constant(alive()),
  fc.constant(alive({ startTime: '1' })),
  fc.constant(absent()),
  fc.constant(reused()),
  fc.constant(reused({ bootId: 'boot-2' })),
  fc.constant(unknownProcess()),
);

const anyStatus = fc
  .record({
    conflictCount: fc.constantFrom(0, 0, 0, 2),
    untrackedCount: fc.nat({ max: 2 }),
    upstream: fc.constantFrom('origin/login', undefined),
    ahead: fc.constantFrom(0, 1, undefined),
    behind: fc.constantFrom(0, 2, undefined),
    unpushedCommits: fc.constantFrom(0, 1, undefined),
    nested: fc.constantFrom(undefined, [], ['kit']),
  })
  .map((one) => statusRead({ ...one, changeCount: one.conflictCount + one.untrackedCount }));

/** What a worktree's `.git`, its branch and its locks may look like, each seen or not. */
const anyTrouble = fc.record({
  link: fc.constantFrom<EnvironmentReading['link']>(
    undefined,
    { kind: 'none' },
    { kind: 'entry', adminDir: '/repos/shop/.git/worktrees/x' },
    { kind: 'entry_gone', adminDir: '/repos/shop/.git/worktrees/x' },
    { kind: 'foreign', gitDir: '/repos/web/.git' },
    { kind: 'broken', why: 'it is no link' },
    { kind: 'broken', why: 'it is a directory', isDirectory: true },
    { kind: 'unknown', why: 'permission denied' },
  ),
  movedTo: fc.constantFrom('/repos/elsewhere', undefined),
  branch: fc.constantFrom<EnvironmentReading['branch']>('present', 'present', 'absent', 'unknown'),
  branchAt: fc.constantFrom('/repos/shop', undefined, undefined),
  base: fc.constantFrom<EnvironmentReading['base']>('present', 'absent', 'unknown', undefined),
  lockHolder: fc.oneof(
    fc.constant(undefined),
    fc.constant({ kind: 'unnamed' as const }),
    anyProcess.map((process) => ({ kind: 'named' as const, pid: 4121, process })),
  ),
  gitAtWork: fc.constantFrom<EnvironmentReading['gitAtWork']>(
    undefined,
    { kind: 'none' },
    { kind: 'running', pid: 7 },
    { kind: 'unknown', why: 'permission denied' },
  ),
});

/** What a look at one environment's place may have given. */
export const anyPlacedReading: fc.Arbitrary<EnvironmentReading> = fc
  .tuple(
    fc.constantFrom(...Object.values(environmentReading)),
    fc.option(anyProcess, { nil: undefined }),
    fc.record({
      branch: fc.constantFrom('rollcall/login', 'rollcall/login', 'elsewhere', undefined),
      isDetached: fc.boolean(),
      operation: fc.oneof(fc.constant(undefined), fc.constantFrom(...gitOperations)),
      head: fc.constantFrom('a'.repeat(40), undefined),
      indexLockedSince: fc.constantFrom(ago(1000), ago(1e7), undefined),
      locked: fc.constantFrom({ reason: '' }, undefined),
    }),
    anyStatus,
    anyTrouble,
  )
  .map(([make, leaseHolder, more, status, trouble]) => {
    const like = make();
    const isThere = like.path.kind === 'present';
    return make({
      leaseHolder,
      ...trouble,
      movedTo: like.path.kind === 'absent' ? trouble.movedTo : undefined,
      ...(like.worktree === undefined
        ? {}
        : { worktree: makeWorktreeEntry(isThere ? more : { ...more, realPath: undefined }) }),
      ...(like.status?.kind === 'read' ? { status } : {}),
    });
  });

/** The same; undefined: nobody looked. */
export const anyReading = fc.option(anyPlacedReading, { freq: 2, nil: undefined });
