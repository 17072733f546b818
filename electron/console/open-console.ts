import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import type { SweepDocument } from '#shared/contract/sweep.ts';
import type { View } from '#shared/contract/view.ts';
import type { Clock } from '#shared/domain/clock.ts';
import type { RunGit } from '#shared/domain/git.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { openJournal, type Journal } from '#electron/journal/open-journal.ts';
import { discoverRepositories } from '#electron/observe/discover-repositories.ts';
import { observePath } from '#electron/observe/path.ts';
import { homePaths } from '#electron/platform/home.ts';
import { controlSocketPath } from '#electron/platform/control-socket-path.ts';
import { armAutoResume } from './auto-resume-part.ts';
import { emptyView, toSweepDocument } from './build-view.ts';
import { createCountsPart } from './counts-part.ts';
import { claimHome, type HomeOwner } from './home-owner.ts';
import { createHistoryPart } from './history-part.ts';
import { createInspectPart } from './inspect-part.ts';
import type { LauncherDeps } from './launcher.ts';
import { createLive, type Live } from './live.ts';
import { createLocalMachine, type LocalMachine } from './local-machine.ts';
import { createLooking } from './looking.ts';
import { createNewsPart } from './news-part.ts';
import { createPreferences, settingChange } from './preferences-part.ts';
import { createRecoverPart } from './recover-part.ts';
import { startRelayPart } from './relay-part.ts';
import { startRetentionPart } from './retention-part.ts';
import { createRouter } from './router.ts';
import { startSchedulePart, type SchedulePart } from './schedule-part.ts';
import { createSamplePart } from './sample-part.ts';
import { createTemplates } from './templates-part.ts';
import { builtInTemplates } from '#electron/engines/launch-templates.ts';
import { version } from './version.ts';
import type { News } from '#shared/domain/news.ts';
import type { LaneCounts, MovedAside } from './worker-messages.ts';
import { createWorkspacesPart } from './workspaces-part.ts';

export interface ConsoleOptions {
  /** Absolute; made when it is not there. */
  readonly home: string;
  readonly shell: 'desktop' | 'browser' | 'terminal';
  /** Why this shell stands in for the desktop window, if it does. */
  readonly fallbackReason: string | null;
  readonly runGit: RunGit;
  readonly clock: Clock;
  /** Whoever comes with it again may take the home over from the one who had it. */
  readonly token?: string;
}

export type OpenError =
  /** `socket`: where the console that owns the home can be reached. */
  | { readonly kind: 'home_owned'; readonly message: string; readonly socket?: string }
  | { readonly kind: 'home_unreadable'; readonly message: string };

/** The whole console of one home directory. */
export interface Console {
  readonly router: ReturnType<typeof createRouter>;
  readonly live: Live;
  readonly lookNow: () => Promise<SweepDocument>;
  /** What of a newly published view is to be told outside the window. */
  readonly nextNews: (view: View) => readonly News[];
  /** How many items need a person by then; undefined while that is the same, or not known. */
  readonly nextCounts: (view: View) => LaneCounts | undefined;
  readonly movedAside: MovedAside;
  /** Resolves when no operation is running. */
  whenIdle(): Promise<void>;
  /** Begins to look by itself. Without it, the console looks only when asked. */
  start(): void;
  /** Finishes the item of an operation that is in hand, begins no other, and gives the home up. */
  close(): Promise<void>;
}

async function own(
  options: ConsoleOptions,
  machine: LocalMachine,
): Promise<Result<{ release(): void }, OpenError>> {
  const identity = await machine.identifyProcess(process.pid);
  const owner: HomeOwner = {
    identity: identity ?? { pid: process.pid, host: machine.host },
    shell: options.shell,
    socket: controlSocketPath(options.home, { platform: process.platform, tmpDir: tmpdir() }),
    token: options.token ?? randomBytes(16).toString('hex'),
  };
  const file = homePaths(options.home).consoleFile;
  const claimed = await claimHome({ file, observeProcess: machine.observeProcess }, owner);
  if (claimed.ok || claimed.error.kind === 'home_unreadable') return claimed;
  const socket = claimed.error.owner?.socket;
  return err({
    kind: 'home_owned',
    message: claimed.error.message,
    ...(socket === undefined ? {} : { socket }),
  });
}

/** Composes every room once. Errors: the home cannot be used, or another console owns it. */
export async function openConsole(options: ConsoleOptions): Promise<Result<Console, OpenError>> {
  const { home, clock } = options;
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
  } catch (error) {
    return err({
      kind: 'home_unreadable',
      message: `The home directory ${home} cannot be made: ${String(error)}. Choose another with --home.`,
    });
  }
  const machine = await createLocalMachine({ home, clock });
  const owned = await own(options, machine);
  if (!owned.ok) return owned;
  const opened = openJournal({ file: homePaths(home).journal, clock });
  if (!opened.ok) {
    owned.value.release();
    return err({ kind: 'home_unreadable', message: opened.error.message });
  }
  const { settle, ...console } = compose(options, machine, opened.value, owned.value.release);
  // Before anybody can ask for more: only one console owns the home, so nobody else is at it.
  await settle();
  return ok(console);
}

function compose(
  options: ConsoleOptions,
  machine: LocalMachine,
  journal: Journal,
  release: () => void,
): Console & { settle(): Promise<void> } {
  const { home, runGit, clock } = options;
  const live = createLive(emptyView(home));
  const { settings } = journal;
  const audit = (name: string, before: unknown, after: unknown): void =>
    void journal.audit.append(settingChange(name, before, after));
  const preferences = createPreferences({ settings, platform: process.platform, audit });
  const { policy } = preferences;
  const looking = createLooking({ home, runGit, clock, machine, journal, live, policy });
  const { isWhole } = looking;
  const history = createHistoryPart({ clock, journal, live, isWhole, policy });
  const lookNow = async (): Promise<SweepDocument> => {
    await looking.loop.lookNow();
    return toSweepDocument(live.view(), clock.now());
  };
  const launcher: LauncherDeps = { home, store: journal.records, runGit, clock, machine };
  const sample = createSamplePart(launcher);
  const templates = createTemplates({ settings, builtIn: builtInTemplates, audit });
  const recover = createRecoverPart({
    home,
    runGit,
    clock,
    machine,
    journal,
    live,
    looking,
    templates,
    policy,
  });
  let scheduling: SchedulePart | undefined;
  const router = createRouter({
    about: {
      version,
      home,
      shell: options.shell,
      platform: process.platform,
      fallbackReason: options.fallbackReason,
    },
    live,
    lookAgain: lookNow,
    workspaces: createWorkspacesPart({
      journal: journal.workspaces,
      observePath: (path) => observePath(clock, path),
      runGit,
      discover: () =>
        discoverRepositories({ homeDirectory: homedir(), startDirectory: process.cwd() }),
      lookNow,
      sampleFolder: homePaths(home).sample,
      createSample: sample.create,
      removeSample: sample.remove,
    }),
    recover,
    backups: recover.backups,
    inspect: createInspectPart({ runGit, clock, looking, preferences }),
    audit: journal.audit,
    history,
    preferences: {
      read: preferences.read,
      save(change) {
        const saved = preferences.save(change);
        // What may start now does not wait for the next look.
        void scheduling?.wake();
        return saved;
      },
    },
    templates,
  });
  const background: { stop(): Promise<void> }[] = [];
  return {
    router,
    live,
    lookNow,
    nextNews: createNewsPart({ clock, preferences, isWhole }),
    nextCounts: createCountsPart(isWhole),
    movedAside: journal.opening.movedAside,
    start() {
      scheduling = startSchedulePart({
        launcher,
        live,
        looking,
        journal,
        recover,
        preferences,
        templates,
      });
      armAutoResume({ clock, live, journal, recover, preferences });
      background.push(
        scheduling,
        startRelayPart({
          home,
          clock,
          journal,
          live,
          isWhole,
          env: process.env,
          chosen: () => preferences.read().preferences.relay,
        }),
        startRetentionPart({
          home,
          clock,
          journal,
          expire: () => recover.expire(),
          backups: () => recover.backups.list(),
        }),
      );
      looking.loop.start();
    },
    settle: () => recover.settle(),
    whenIdle: () => recover.whenIdle(),
    async close() {
      live.close();
      recover.stopAll();
      await Promise.all(background.map((part) => part.stop()));
      await looking.loop.stop();
      // Whoever has the home next settles what is half done: by then nothing may be at work on it.
      await recover.whenIdle();
      journal.close();
      release();
    },
  };
}
