import type { KeptBackup } from '#shared/domain/backup.ts';
import { later } from '#shared/testing/moments.ts';

const day = 24 * 3_600_000;

/** Made-up backups: a directory, a ref, and one that cannot be given back. */
export const sampleBackups = (now: string): readonly KeptBackup[] => [
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
