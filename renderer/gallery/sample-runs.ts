import type { RunRow, TaskRow } from '#shared/contract/sweep.ts';
import { makeRunRow, makeTaskRow } from '#shared/testing/make-view.ts';
import { later } from '#shared/testing/moments.ts';

const minutes = (count: number): number => count * 60_000;

/** Made-up runs: one that waits, one below it, one that is over. */
export const sampleRuns = (now: string): readonly RunRow[] => [
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

/** Made-up tasks of those runs. */
export const sampleTasks = (now: string): readonly TaskRow[] => [
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
