import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { Option, type Command } from 'commander';
import { launchDeps, launchDetached, type LauncherDeps } from '#electron/console/launcher.ts';
import { createLocalMachine } from '#electron/console/local-machine.ts';
import { runAttached } from '#electron/engines/attach-session.ts';
import { attachLine } from '#electron/engines/tmux-engine.ts';
import { prepareLaunch } from '#electron/launch/launch-task.ts';
import { newBranch, type LaunchRequest } from '#electron/launch/new-records.ts';
import { queueTask } from '#electron/launch/queue-task.ts';
import { recordEnded, recordNotStarted } from '#electron/launch/record-ended.ts';
import { recordStarted } from '#electron/launch/record-session.ts';
import { systemClock } from '#electron/platform/clock.ts';
import { createGitRunner } from '#electron/platform/git-runner.ts';
import { autoResumeSchema } from '#shared/contract/settings.ts';
import type { Engine } from '#shared/domain/engine.ts';
import { wasKilled } from '#shared/domain/exit-code.ts';
import type { ClientSource, JournalUse } from './client-source.ts';
import { CommandFailure, exitCodes } from './exit-codes.ts';
import { parseId, parseText } from './parse-words.ts';
import { watchFolder } from './watch-folder.ts';
import { refuseBadBranch, workspaceHere } from './workspace-here.ts';

interface RunOptions {
  readonly task?: string;
  readonly name?: string;
  readonly run?: string;
  readonly agent?: string;
  readonly worktree?: string | true;
  readonly isolated?: true;
  readonly shared?: true;
  readonly detach?: true;
  readonly queue?: true;
  readonly after?: readonly string[];
  readonly engine: 'process' | 'tmux';
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

const engineOf = ({ machine }: LauncherDeps, { engine }: RunOptions): Engine | undefined =>
  machine.engines.find(({ name }) => name === engine);

async function requestOf(
  deps: LauncherDeps,
  options: RunOptions,
  command: readonly string[],
): Promise<LaunchRequest> {
  const { path, isRepository, branch } = await workspaceHere(deps, options);
  const id = randomBytes(3).toString('hex');
  const taskId = options.task ?? `task-${id}`;
  const mode = modeOf(options, isRepository);
  const named = typeof options.worktree === 'string' ? options.worktree : undefined;
  if (mode === 'git_worktree') await refuseBadBranch(deps, path, named ?? newBranch(taskId));
  return {
    workspace: path,
    runId: options.run ?? `run-${id}`,
    taskId,
    taskName: options.name,
    agentId: options.agent ?? (basename(command[0] ?? '') || 'custom'),
    mode,
    // By name: what HEAD means is another thing once the workspace has gone on.
    baseBranch: branch,
    branch: named,
    ...(options.after === undefined ? {} : { dependsOn: options.after }),
    command,
  };
}

/** What cannot be meant together, in words. */
function contradiction({ engine, detach, queue, after }: RunOptions): string | undefined {
  if (queue === true && (detach === true || engine === 'tmux'))
    return 'A queued task is started later, as a local process: leave out --detach and --engine.';
  if (after !== undefined && queue !== true) return 'Only a queued task can wait: add --queue.';
  return engine === 'tmux' && detach !== true
    ? 'A tmux session is not kept in this terminal: add --detach, then attach to it.'
    : undefined;
}

function queue(deps: LauncherDeps, { journal, screen }: JournalUse, request: LaunchRequest) {
  const queued = queueTask(launchDeps(deps), request);
  if (!queued.ok) throw new CommandFailure(exitCodes.refused, queued.error.message);
  const { task, environment } = queued.value;
  const on = autoResumeSchema.safeParse(journal.settings.get('scheduling'));
  const isOn = on.success && on.data.includes(request.workspace);
  screen.show({ schemaVersion: 1, task, environment }, () =>
    [
      `Task ${task.id} is queued${task.dependsOn.length === 0 ? '' : `, after ${task.dependsOn.join(', ')}`}.`,
      isOn
        ? 'A running console starts it when its turn has come.'
        : 'Queued tasks of this folder do not start by themselves yet: turn that on in Settings, Policies.',
    ].join('\n'),
  );
  return exitCodes.done;
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
    const { error } = ended;
    if (error.kind === 'ended_at_once') {
      recordEnded(launching, prepared.value, error.exitCode);
      return error.exitCode;
    }
    recordNotStarted(launching, prepared.value, error.message);
    throw new CommandFailure(exitCodes.refused, error.message);
  }
  const { exitCode, logNote } = ended.value;
  if (logNote !== undefined) use.screen.tell(logNote);
  // Nobody saw the end: the next look judges it by what is there.
  if (exitCode === undefined) return exitCodes.found;
  // So does it of one that was killed: its task has not failed, and may go on.
  if (!wasKilled(exitCode)) recordEnded(launching, prepared.value, exitCode);
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
    .option('--name <name>', 'what the task is called on screen', parseText)
    .option('--run <run>', 'id of the run it belongs to; default: a new one', parseId)
    .option('--agent <agent>', 'which launch template resumes it; default: by the command', parseId)
    .option('--worktree [branch]', 'in a new git worktree (the default in a repository)')
    .option('--isolated', 'in an empty directory of its own')
    .option('--shared', 'here')
    .option('--detach', 'do not keep this terminal')
    .option('--queue', 'start nothing; a console starts it when its turn has come')
    .option('--after <tasks...>', 'with --queue: tasks that must be completed before')
    .addOption(
      new Option('--engine <engine>', 'what holds the session; tmux only with --detach')
        .choices(['process', 'tmux'])
        .default('process'),
    )
    .passThroughOptions()
    .action((command: string[], options: RunOptions) =>
      source.withJournal(async (use) => {
        const why = contradiction(options);
        if (why !== undefined) throw new CommandFailure(exitCodes.wrongUsage, why);
        const deps: LauncherDeps = {
          home: use.home,
          store: use.journal.records,
          runGit: createGitRunner(),
          clock: systemClock,
          machine: await createLocalMachine({ home: use.home, clock: systemClock }),
        };
        const request = await requestOf(deps, options, command);
        watchFolder(use.journal, request.workspace);
        if (options.queue === true) return queue(deps, use, request);
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
