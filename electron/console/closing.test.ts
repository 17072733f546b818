import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { managedRoot } from '#shared/domain/managed-root.ts';
import type { RunGit } from '#shared/domain/git.ts';
import type { Operation } from '#shared/domain/plan.ts';
import { openJournal } from '#electron/journal/open-journal.ts';
import { systemClock } from '#electron/platform/clock.ts';
import { createGitRunner } from '#electron/platform/git-runner.ts';
import { homePaths } from '#electron/platform/home.ts';
import {
  createTestingRepository,
  type TestingRepository,
} from '#electron/platform/testing-repository.ts';
import { openConsole } from './open-console.ts';

let home = '';
let repository: TestingRepository;
beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'rollcall-closing-')));
  repository = createTestingRepository();
});
afterEach(() => {
  repository.remove();
  rmSync(home, { recursive: true, force: true });
});

const gitRunner = createGitRunner();

/** A console that has seen as many unrecorded worktrees, and a plan to clean all of them up. */
async function consoleWithPlan(count: number, runGit: RunGit) {
  const { root } = repository;
  for (let index = 0; index < count; index += 1)
    repository.git('worktree', 'add', '-b', `stray-${index}`, join(managedRoot(root), `${index}`));
  const options = { home, shell: 'terminal', fallbackReason: null } as const;
  const opened = await openConsole({ ...options, runGit, clock: systemClock });
  if (!opened.ok) throw new Error(opened.error.message);
  const client = createRouterClient(opened.value.router);
  await client.workspaces.open({ path: root });
  const { conditions } = await client.lookAgain();
  const conditionIds = conditions.map(({ id }) => id);
  const plan = await client.recover.plan({ verb: 'clean_up', conditionIds });
  expect(plan.items.map(({ eligible }) => eligible)).toEqual(conditionIds.map(() => true));
  return { opened: opened.value, client, plan };
}

function operationsKept(): readonly Operation[] {
  const journal = openJournal({ file: homePaths(home).journal, clock: systemClock });
  if (!journal.ok) throw new Error(journal.error.message);
  const kept = journal.value.operations.list();
  journal.value.close();
  return kept;
}

test('a console that is closed finishes the item in hand, begins no other, and only then gives its home up', async () => {
  let isActing: () => void = () => undefined;
  const acting = new Promise<void>((resolve) => (isActing = resolve));
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  let isOwnedWhileActing = false;
  const { opened, client, plan } = await consoleWithPlan(2, async (request) => {
    if (request.access === 'write') {
      isActing();
      await held;
      isOwnedWhileActing = existsSync(homePaths(home).consoleFile);
    }
    return gitRunner(request);
  });
  const { planId, fingerprint } = plan;
  const applied = client.recover.apply({ planId, fingerprint });
  await acting;
  const closed = opened.close();
  // What closing does at once, it has done by then.
  await systemClock.sleep(100);
  letGo();
  await Promise.all([closed, applied.catch(() => undefined)]);
  expect(isOwnedWhileActing).toBe(true);
  expect(existsSync(homePaths(home).consoleFile)).toBe(false);
  const [operation] = operationsKept();
  expect(operation?.items.map(({ result }) => result)).toEqual(['applied', 'cancelled']);
  expect(operation?.state).toBe('done');
});

test('what is asked of a console that is being closed is not begun any more', async () => {
  let isActing: () => void = () => undefined;
  const acting = new Promise<void>((resolve) => (isActing = resolve));
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const { opened, client, plan } = await consoleWithPlan(2, async (request) => {
    if (request.access === 'write') {
      isActing();
      await held;
    }
    return gitRunner(request);
  });
  const [one, other] = await Promise.all(
    plan.items.map(({ conditionId }) =>
      client.recover.plan({ verb: 'clean_up', conditionIds: [conditionId] }),
    ),
  );
  if (one === undefined || other === undefined) throw new Error('Two were to be planned.');
  const inHand = client.recover.apply(one);
  await acting;
  const closed = opened.close();
  const late = client.recover.apply(other);
  letGo();
  await Promise.all([closed, inHand.catch(() => undefined), late.catch(() => undefined)]);
  const results = operationsKept().map(({ items }) => items.map(({ result }) => result));
  expect(results).toEqual([['cancelled'], ['applied']]);
});

test('what became of an operation is told also when the look that follows it fails', async () => {
  let isBroken = false;
  const { opened, client, plan } = await consoleWithPlan(1, (request) => {
    if (isBroken) throw new Error('git cannot be run any more');
    return gitRunner(request);
  });
  opened.live.onChange(({ operations }) => {
    if (operations.some(({ state }) => state === 'done')) isBroken = true;
  });
  const { planId, fingerprint } = plan;
  const operation = await client.recover.apply({ planId, fingerprint });
  expect(isBroken).toBe(true);
  expect(operation.items.map(({ result }) => result)).toEqual(['applied']);
  expect(opened.live.view().header.failure).toContain('git cannot be run any more');
  await opened.close();
});
