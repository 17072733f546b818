import type { KeptBackup } from '#shared/domain/backup.ts';
import { lastPart } from '#shared/domain/last-part.ts';
import { later } from '#shared/testing/moments.ts';
import { fill, type Sampling } from './tried-names.ts';

const day = 24 * 3_600_000;

/** A directory, a ref, and one that cannot be given back. */
const kept = (now: string): readonly KeptBackup[] => [
  {
    id: '9f31c02a7d1e4b5c',
    kind: 'trash',
    location: '/home/operator/code/infra.worktrees/.rollcall-trash/9f31c02a7d1e4b5c',
    workspace: '/home/operator/code/infra',
    path: '/home/operator/code/infra.worktrees/spike-queue',
    verb: 'clean_up',
    at: later(now, -3_600_000),
    expiresAt: later(now, 30 * day),
    bytes: 1_412_000_000,
    branch: 'spike-queue',
    obstacle: null,
  },
  {
    id: 'limiter',
    kind: 'git_ref',
    location: 'refs/rollcall/backups/limiter',
    repoRoot: '/home/operator/code/api',
    workspace: '/home/operator/code/api',
    path: '/home/operator/code/api.worktrees/rate-limiter',
    verb: 'restart',
    at: later(now, -2 * day),
    expiresAt: later(now, 28 * day),
    bytes: null,
    branch: 'rollcall/rate-limiter',
    obstacle: null,
  },
  {
    id: 'old',
    kind: 'trash',
    location: '/home/operator/code/web.worktrees/.rollcall-trash/old',
    workspace: '/home/operator/code/web',
    path: '',
    at: later(now, -40 * day),
    expiresAt: null,
    bytes: 12_000,
    obstacle: 'Nothing tells where it was; copy it by hand.',
  },
];

/** So many made-up backups. */
export const sampleBackups = ({ items, now, names }: Sampling): readonly KeptBackup[] =>
  fill(kept(now), items, (one, round) => ({
    ...one,
    id: `${one.id}-${round}`,
    location: `${one.location}-${round}`,
    path: one.path === '' ? '' : `${one.path}-${round}`,
  })).map((one) => {
    if (names === undefined) return one;
    const workspace = `/home/operator/code/${names.workspace}`;
    const path = one.path === '' ? '' : `${workspace}.worktrees/${names.directory}`;
    const folder = `${workspace}.worktrees/.rollcall-trash/${names.directory}`;
    const location =
      one.kind === 'trash' ? folder : `refs/rollcall/backups/${lastPart(names.branch)}`;
    return { ...one, workspace, path, location, branch: names.branch };
  });
