import type { RunRow, TaskRow } from '#shared/contract/sweep.ts';
import { makeRunRow, makeTaskRow } from '#shared/testing/make-view.ts';
import { later } from '#shared/testing/moments.ts';
import { fill, type Sampling, type TriedNames } from './tried-names.ts';

const minutes = (count: number): number => count * 60_000;

/** One that waits, one below it, one that is over. */
const usualRuns = (now: string): readonly RunRow[] => [
  makeRunRow({
    id: 'run-41',
    name: 'Gateway hardening',
    status: 'waiting',
    createdAt: later(now, -minutes(200)),
  }),
  makeRunRow({
    id: 'run-42',
    name: 'Checks of the gateway',
    parentRunId: 'run-41',
    createdAt: later(now, -minutes(90)),
  }),
  makeRunRow({
    id: 'run-39',
    name: 'Spring cleaning of the web shop, everything that was left over from the winter release',
    status: 'waiting',
    createdAt: later(now, -minutes(1400)),
  }),
  makeRunRow({
    id: 'run-12',
    name: null,
    status: 'completed',
    createdAt: later(now, -minutes(9000)),
  }),
];

const checkpoint = (label: string): TaskRow['checkpoint'] => ({
  label,
  replaySafety: 'checkpoint_resumable',
  disposition: 'resume_from_checkpoint',
});

/** Tasks of those runs. */
const usualTasks = (now: string): readonly TaskRow[] => [
  makeTaskRow({
    id: 'limiter',
    runId: 'run-41',
    name: 'Rate limiter for the gateway',
    state: 'blocked',
    blockedReasons: ['Interrupted: can resume from “after unit tests”.'],
    attempts: 2,
    workedMs: minutes(37),
    costUsd: 2.1,
    tokens: 184_200,
    checkpoint: checkpoint('after unit tests'),
    updatedAt: later(now, -minutes(20)),
  }),
  makeTaskRow({
    id: 'sessions',
    runId: 'run-41',
    name: 'Move sessions to Postgres',
    state: 'queued',
    agentId: 'codex',
    dependsOn: ['limiter', 'schema'],
    attempts: 0,
  }),
  makeTaskRow({
    id: 'docs',
    runId: 'run-41',
    name: 'Say so in the handbook',
    state: 'queued',
    dependsOn: ['sessions'],
    attempts: 0,
  }),
  makeTaskRow({
    id: 'fuzz',
    runId: 'run-42',
    name: 'Fuzz the parser',
    state: 'running',
    runningSince: later(now, -minutes(64)),
    costUsd: 0.84,
  }),
  makeTaskRow({
    id: 'bench',
    runId: 'run-42',
    name: 'Measure it',
    state: 'review_pending',
    workedMs: minutes(12),
    costUsd: 0.31,
  }),
  makeTaskRow({
    id: 'dark',
    runId: 'run-39',
    name: 'Dark mode for invoices',
    state: 'blocked',
    workedMs: minutes(141),
    costUsd: 7.4,
    checkpoint: checkpoint('before the rebase'),
  }),
  makeTaskRow({
    id: 'rtl',
    runId: 'run-39',
    name: 'דף הבית מימין לשמאל',
    state: 'failed',
    attempts: 3,
    workedMs: minutes(9),
  }),
  makeTaskRow({
    id: 'old',
    runId: 'run-12',
    name: 'Done long ago',
    state: 'completed',
    workedMs: minutes(30),
  }),
  makeTaskRow({
    id: 'stray',
    runId: 'run-lost',
    name: 'Its run was forgotten',
    state: 'queued',
    attempts: 0,
  }),
];

/** Of a later round: an id of its own, in the same round as what it names. */
const inRound = (id: string, round: number): string => (round === 0 ? id : `${id}-${round}`);

const renameTask = (task: TaskRow, names: TriedNames | undefined): TaskRow =>
  names === undefined
    ? task
    : {
        ...task,
        name: names.task,
        agentId: names.agent,
        checkpoint: task.checkpoint === null ? null : { ...task.checkpoint, label: names.label },
        blockedReasons: task.blockedReasons.map(
          () => `Interrupted: can resume from “${names.label}”.`,
        ),
      };

/** So many made-up runs. */
export const sampleRuns = ({ items, now, names }: Sampling): readonly RunRow[] =>
  fill(usualRuns(now), items, (run, round) => ({
    ...run,
    id: inRound(run.id, round),
    name: run.name === null ? null : `${run.name} (${round + 1})`,
    parentRunId: run.parentRunId === null ? null : inRound(run.parentRunId, round),
    createdAt: later(run.createdAt, -minutes(round * 300)),
  })).map((run) => (names === undefined ? run : { ...run, name: names.run }));

/** The made-up tasks of so many runs; with all four, also one of a run that nobody recorded. */
export function sampleTasks(sampling: Sampling): readonly TaskRow[] {
  const runs = new Set(sampleRuns(sampling).map(({ id }) => id));
  const tasks = usualTasks(sampling.now);
  const rounds = Math.ceil(sampling.items / usualRuns(sampling.now).length);
  return fill(tasks, tasks.length * rounds, (task, round) => ({
    ...task,
    id: inRound(task.id, round),
    runId: inRound(task.runId, round),
    dependsOn: task.dependsOn.map((id) => inRound(id, round)),
  }))
    .filter(({ id, runId }) => runs.has(runId) || (id === 'stray' && runs.size > 3))
    .map((task) => renameTask(task, sampling.names));
}
