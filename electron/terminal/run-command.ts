import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { launchDeps, launchDetached, type LauncherDeps } from '#electron/console/launcher.ts';
import { createLocalMachine } from '#electron/console/local-machine.ts';
import { runAttached } from '#electron/engines/attach-session.ts';
import { attachLine } from '#electron/engines/tmux-engine.ts';
import { prepareLaunch } from '#electron/launch/launch-task.ts';
import type { LaunchRequest } from '#electron/launch/new-records.ts';
import { recordEnded } from '#electron/launch/record-ended.ts';
import { recordStarted } from '#electron/launch/record-session.ts';
import { systemClock } from '#electron/platform/clock.ts';
import { createGitRunner } from '#electron/platform/git-runner.ts';
import type { Engine } from '#shared/domain/engine.ts';
import type { ClientSource, JournalUse } from './client-source.ts';
import { CommandFailure, exitCodes } from './exit-codes.ts';
import { watchFolder } from './watch-folder.ts';

interface RunOptions {
  readonly task?: string;
  readonly name?: string;
  readonly run?: string;
  readonly agent?: string;
  readonly worktree?: string | true;
  readonly isolated?: true;
  readonly shared?: true;
  readonly detach?: true;
  readonly engine: 'process' | 'tmux';
}

/** Ids become directory and branch names: letters, digits, `.`, `_` and `-`, not beginning with a sign. */
function parseId(text: string): string {
  if (/^\w[\w.-]{0,99}$/u.test(text)) return text;
  throw new InvalidArgumentError('Use letters, digits, “.”, “_” and “-” only.');
}

async function workspaceHere(deps: LauncherDeps): Promise<{ path: string; isRepository: boolean }> {
  const cwd = process.cwd();
  const top = await deps.runGit({ cwd, access: 'read', args: ['rev-parse', '--show-toplevel'] });
  return top.ok
    ? { path: top.value.replace(/\n$/u, ''), isRepository: true }
    : { path: cwd, isRepository: false };
}

function modeOf(options: RunOptions, isRepository: boolean): LaunchRequest['mode'] {
  const chosen = [options.worktree !== undefined, options.isolated, options.shared].filter(Boolean);
  if (chosen.length > 1)
    throw new CommandFailure(
      exitCodes.wrongUsage,
      'Choose one of --worktree, --isolated and --shared.',
    );
  if (options.isolated === true) return 'isolated_workspace';
  if (options.shared === true) return 'shared_workspace';
  if (options.worktree !== undefined && !isRepository)
    throw new CommandFailure(
      exitCodes.wrongUsage,
      'This folder is no git repository: use --isolated or --shared, or go to one.',
    );
  return isRepository ? 'git_worktree' : 'isolated_workspace';
}

const needsDetach = () =>
  new CommandFailure(
    exitCodes.wrongUsage,
    'A tmux session is not kept in this terminal: add --detach, then attach to it.',
  );

const engineOf = ({ machine }: LauncherDeps, { engine }: RunOptions): Engine | undefined =>
  machine.engines.find(({ name }) => name === engine);

async function requestOf(
  deps: LauncherDeps,
  options: RunOptions,
  command: readonly string[],
): Promise<LaunchRequest> {
  const { path, isRepository } = await workspaceHere(deps);
  const id = randomBytes(3).toString('hex');
  return {
    workspace: path,
    runId: options.run ?? `run-${id}`,
    taskId: options.task ?? `task-${id}`,
    taskName: options.name,
    agentId: options.agent ?? basename(command[0] ?? 'custom'),
    mode: modeOf(options, isRepository),
    ...(typeof options.worktree === 'string' ? { branch: options.worktree } : {}),
    command,
  };
}

async function attach(deps: LauncherDeps, use: JournalUse, request: LaunchRequest) {
  const launching = launchDeps(deps);
  const prepared = await prepareLaunch(launching, request);
  if (!prepared.ok) throw new CommandFailure(exitCodes.refused, prepared.error.message);
  use.screen.tell(
    `Task ${request.taskId} works in ${prepared.value.environment.path} (session ${prepared.value.sessionId}).`,
  );
  const ended = await runAttached(deps.machine.engineDeps, {
    ...prepared.value.start,
    onIdentity: (identity) => {
      const recorded = recordStarted(launching, prepared.value, { identity });
      if (!recorded.ok) use.screen.tell(recorded.error.message);
    },
  });
  if (!ended.ok) {
    const code = ended.error.kind === 'ended_at_once' ? ended.error.exitCode : -1;
    recordEnded(launching, prepared.value, code);
    if (ended.error.kind === 'ended_at_once') return code;
    throw new CommandFailure(exitCodes.refused, ended.error.message);
  }
  const { exitCode, logNote } = ended.value;
  if (logNote !== undefined) use.screen.tell(logNote);
  // Nobody saw the end: the next look judges it by what is there.
  if (exitCode === undefined) return exitCodes.found;
  recordEnded(launching, prepared.value, exitCode);
  return exitCode;
}

/** `run`: starts any command as a supervised session; its own exit code becomes the command's. */
export function addRunCommand(program: Command, source: ClientSource): void {
  program
    .command('run')
    .description('starts a command as a supervised session of a task')
    .usage('[options] -- COMMAND…')
    .argument('<command...>')
    .option('--task <task>', 'id of the task; default: a new one', parseId)
    .option('--name <name>', 'what the task is called on screen')
    .option('--run <run>', 'id of the run it belongs to; default: a new one', parseId)
    .option('--agent <agent>', 'which launch template resumes it; default: by the command', parseId)
    .option('--worktree [branch]', 'in a new git worktree (the default in a repository)')
    .option('--isolated', 'in an empty directory of its own')
    .option('--shared', 'here')
    .option('--detach', 'do not keep this terminal')
    .addOption(
      new Option('--engine <engine>', 'what holds the session; tmux only with --detach')
        .choices(['process', 'tmux'])
        .default('process'),
    )
    .passThroughOptions()
    .action((command: string[], options: RunOptions) =>
      source.withJournal(async (use) => {
        if (options.engine === 'tmux' && options.detach !== true) throw needsDetach();
        const deps: LauncherDeps = {
          home: use.home,
          store: use.journal.records,
          runGit: createGitRunner(),
          clock: systemClock,
          machine: await createLocalMachine({ home: use.home, clock: systemClock }),
        };
        const request = await requestOf(deps, options, command);
        watchFolder(use.journal, request.workspace);
        if (options.detach !== true) return attach(deps, use, request);
        const launched = await launchDetached(deps, request, engineOf(deps, options));
        if (!launched.ok) throw new CommandFailure(exitCodes.refused, launched.error.message);
        const { task, environment, session } = launched.value;
        const attachBy =
          options.engine === 'tmux' ? [`Attach: ${attachLine(session.id, process.env)}`] : [];
        use.screen.show({ schemaVersion: 1, task, environment, session }, () =>
          [
            `Task ${task.id} runs as process ${session.pid} (session ${session.id}).`,
            `In: ${environment.path}`,
            ...attachBy,
          ].join('\n'),
        );
        return exitCodes.done;
      }),
    );
}
