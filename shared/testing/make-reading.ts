import type {
  EngineEntry,
  EngineReading,
  EnvironmentReading,
  ProcessReading,
  RepositoryReading,
  StatusReading,
  UnclaimedDirectory,
  WorktreeEntry,
} from '#shared/domain/observation.ts';
import type { ProcessIdentity } from '#shared/domain/session.ts';
import { moments } from './moments.ts';

const observedAt = moments.now;

/** The identity that `makeSession` records. */
export const makeIdentity = (overrides: Partial<ProcessIdentity> = {}): ProcessIdentity => ({
  pid: 4121,
  startTime: '880042',
  bootId: 'boot-1',
  host: 'desk',
  ...overrides,
});

export const alive = (identity: Partial<ProcessIdentity> = {}): ProcessReading => ({
  kind: 'alive',
  identity: makeIdentity(identity),
  startedAt: moments.started,
  observedAt,
});

export const absent = (): ProcessReading => ({ kind: 'absent', observedAt });

export const reused = (current: Partial<ProcessIdentity> = {}): ProcessReading => ({
  kind: 'reused',
  current: makeIdentity({ startTime: '991000', ...current }),
  observedAt,
});

export const unknownProcess = (why = 'permission denied'): ProcessReading => ({
  kind: 'unknown',
  why,
  observedAt,
});

export const makeEntry = (overrides: Partial<EngineEntry> = {}): EngineEntry => ({
  sessionId: 's-login',
  process: alive(),
  ...overrides,
});

export const engineRead = (
  entries: readonly EngineEntry[] = [],
  engine = 'process',
): EngineReading => ({ kind: 'read', engine, entries, observedAt });

export const engineUnreadable = (engine = 'process', why = 'permission denied'): EngineReading => ({
  kind: 'unreadable',
  engine,
  why,
  observedAt,
});

export const makeWorktreeEntry = (overrides: Partial<WorktreeEntry> = {}): WorktreeEntry => ({
  path: '/repos/shop.worktrees/rollcall-login',
  realPath: '/repos/shop.worktrees/rollcall-login',
  isMain: false,
  isBare: false,
  adminDir: '/repos/shop/.git/worktrees/rollcall-login',
  head: 'a'.repeat(40),
  branch: 'rollcall/login',
  isDetached: false,
  ...overrides,
});

export const repositoryRead = (
  worktrees: readonly WorktreeEntry[] = [makeWorktreeEntry()],
  repoRoot = '/repos/shop',
): RepositoryReading => ({
  kind: 'read',
  repoRoot,
  gitDir: `${repoRoot}/.git`,
  worktrees,
  branches: { main: 'b'.repeat(40), 'rollcall/login': 'a'.repeat(40) },
  observedAt,
});

export const repositoryUnknown = (
  repoRoot = '/repos/shop',
  why = 'git timed out after 30000 ms',
): RepositoryReading => ({ kind: 'unknown', repoRoot, why, observedAt });

type StatusRead = Extract<StatusReading, { kind: 'read' }>;

export const statusRead = (overrides: Partial<StatusRead> = {}): StatusReading => ({
  kind: 'read',
  head: 'a'.repeat(40),
  branch: 'rollcall/login',
  changes: [],
  changeCount: 0,
  untrackedCount: 0,
  conflictCount: 0,
  unpushedCommits: 0,
  observedAt,
  ...overrides,
});

export const statusUnknown = (why = 'git timed out after 30000 ms'): StatusReading => ({
  kind: 'unknown',
  why,
  observedAt,
});

const path = '/repos/shop.worktrees/rollcall-login';

const seen: EnvironmentReading = {
  environmentId: 'env-login',
  path: { kind: 'present', path, realPath: path, type: 'directory', observedAt },
  registration: 'registered',
  worktree: makeWorktreeEntry(),
  status: statusRead(),
  branch: 'present',
  observedAt,
};

const reading =
  (more: Partial<EnvironmentReading>) =>
  (overrides: Partial<EnvironmentReading> = {}): EnvironmentReading => ({
    ...seen,
    ...more,
    ...overrides,
  });

/** What a look at one environment's place gave. */
export const environmentReading = {
  clean: reading({}),
  dirty: reading({ status: statusRead({ changeCount: 3, untrackedCount: 1, unpushedCommits: 1 }) }),
  missing: reading({
    path: { kind: 'absent', path, parent: 'present', observedAt },
    worktree: makeWorktreeEntry({ realPath: undefined, prunable: 'gitdir file is missing' }),
    status: undefined,
  }),
  volumeGone: reading({
    path: { kind: 'absent', path, parent: 'absent', observedAt },
    status: undefined,
  }),
  pathUnknown: reading({
    path: { kind: 'unknown', path, why: 'permission denied', observedAt },
    status: undefined,
  }),
  unregistered: reading({ registration: 'unregistered', worktree: undefined, status: undefined }),
  /** Git lists it at its path, but its own `.git` does not lead there. */
  cutOff: reading({ registration: 'unregistered', link: { kind: 'none' }, status: undefined }),
  emptied: reading({
    path: { kind: 'present', path, realPath: path, type: 'directory', isEmpty: true, observedAt },
    registration: 'unregistered',
    status: undefined,
  }),
  registrationUnknown: reading({
    registration: 'unknown',
    worktree: undefined,
    status: undefined,
    branch: 'unknown',
  }),
  statusUnknown: reading({ status: statusUnknown() }),
  /** A directory that is there and is no worktree. */
  plain: reading({
    registration: 'not_applicable',
    worktree: undefined,
    status: undefined,
    branch: undefined,
  }),
  plainMissing: reading({
    path: { kind: 'absent', path, parent: 'present', observedAt },
    registration: 'not_applicable',
    worktree: undefined,
    status: undefined,
    branch: undefined,
  }),
};

export const makeUnclaimed = (overrides: Partial<UnclaimedDirectory> = {}): UnclaimedDirectory => ({
  path: '/repos/shop.worktrees/left-behind',
  root: '/repos/shop.worktrees',
  workspace: '/repos/shop',
  isEmpty: false,
  observedAt,
  ...overrides,
});
