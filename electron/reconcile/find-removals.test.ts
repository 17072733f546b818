import { expect, test } from 'vitest';
import {
  absent,
  alive,
  engineRead,
  environmentReading,
  makeEntry,
} from '#shared/testing/make-reading.ts';
import { makeEnvironment, makeSession, makeTask } from '#shared/testing/make-record.ts';
import { observed, recordSet, situation } from '#shared/testing/make-situation.ts';
import { findRemovals } from './find-removals.ts';
import { reconcile } from './reconcile.ts';

const session = makeSession.running({ id: 's-login', taskId: 'login' });
const recorded = recordSet({
  tasks: [makeTask.running({ id: 'login', environmentId: 'env-1' })],
  sessions: [session],
  environments: [makeEnvironment.worktree({ id: 'env-1', taskId: 'login' })],
});

const look = (there: Parameters<typeof observed>[0]) => {
  const seen = observed(there);
  return {
    recorded,
    observed: seen,
    reconciliation: reconcile(situation({ recorded, observed: seen })),
  };
};
const here = { environmentId: 'env-1' };
const running = engineRead([makeEntry({ sessionId: 's-login', process: alive() })]);
const killed = engineRead([makeEntry({ sessionId: 's-login', process: absent() })]);
const failed = engineRead([makeEntry({ sessionId: 's-login', process: absent(), exitCode: 1 })]);

const healthy = look({ engines: [running], environments: [environmentReading.clean(here)] });
const gone = look({ engines: [killed], environments: [environmentReading.missing(here)] });
const nobody = new Set<string>();

test('a directory and a process that vanish are told once, each by its own line', () => {
  const rows = findRemovals(healthy, gone, nobody);
  expect(rows.map(({ verb, subject }) => `${verb} ${subject}`)).toEqual([
    'removed_outside environment:env-1',
    'removed_outside session:s-login',
  ]);
  expect(findRemovals(gone, gone, nobody)).toEqual([]);
});

test('what an operation under way is about is its own doing', () => {
  expect(findRemovals(healthy, gone, new Set(['login']))).toEqual([]);
});

test('a process that left its exit code ended by itself', () => {
  const ended = look({ engines: [failed], environments: [environmentReading.clean(here)] });
  expect(findRemovals(healthy, ended, nobody)).toEqual([]);
});

test('an unmounted volume or an unreadable engine removes nothing', () => {
  const blind = look({
    engines: [{ kind: 'unreadable', engine: 'process', why: 'w', observedAt: '2026-01-01' }],
    environments: [environmentReading.volumeGone(here)],
  });
  expect(findRemovals(healthy, blind, nobody)).toEqual([]);
});
