import { mkdir, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { RecordsDocument } from '#shared/domain/records-document.ts';
import type { Session } from '#shared/domain/session.ts';
import type { Task } from '#shared/domain/task.ts';
import { must } from './must.ts';
import type { World } from './world.ts';

const agents = ['claude-code', 'codex', 'aider', 'opencode'] as const;
const work = [
  'Rate limiter for the gateway',
  'Move sessions to Postgres',
  'Dark mode for invoices',
  'Search across all customers',
  'Price list export',
] as const;

const moment = (second: number): string =>
  new Date(Date.UTC(2026, 0, 12, 9, 0, 0) + second * 1000).toISOString();

const nth = <T>(list: readonly [T, ...T[]], index: number): T =>
  list[index % list.length] ?? list[0];

/** A session that ran before the machine's last boot: nothing of it can be there any more. */
const deadSession = (index: number, workspace: string): Session => ({
  id: `s-${index}`,
  agentId: nth(agents, index),
  engine: 'process',
  status: 'running',
  pid: 1000 + (index % 30_000),
  startTime: String(5000 + index),
  bootId: '0d15ea5e-0000-4000-8000-000000000000',
  host: hostname(),
  cwd: join(`${workspace}.worktrees`, `task-${index}`),
  startedAt: moment(index % 7200),
  updatedAt: moment(7200 + (index % 600)),
});

const blockedTask = (index: number, name: string): Task => ({
  id: `t-${index}`,
  runId: `${name}-${index % 40}`,
  agentId: nth(agents, index),
  name: `${nth(work, index)} ${index}`,
  state: 'blocked',
  executionMode: 'shared_workspace',
  dependsOn: [],
  attempts: 1,
  blockedReasons: ['operator:needs an answer'],
  approvalRequired: false,
  resultPublished: false,
  cost: { usd: (index % 90) / 10 },
  createdAt: moment(0),
  updatedAt: moment(index % 7200),
});

const range = (from: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => from + index);

/** Hands the document over to the world's console through the terminal, as any harness would. */
async function importRecords(world: World, document: RecordsDocument): Promise<void> {
  const file = join(world.folder, 'records.json');
  await mkdir(document.workspaceRoot, { recursive: true });
  await writeFile(file, JSON.stringify(document));
  must(await world.rollcall(['import', file]));
}

/** `count` sessions of one dead boot in one folder, numbered on from `from`: crashed, of one cause. */
export function sessionsOfDeadBoot(
  world: World,
  from: number,
  count: number,
  name = 'shop',
): Promise<void> {
  const workspaceRoot = join(world.folder, name);
  const sessions = range(from, count).map((index) => deadSession(index, workspaceRoot));
  return importRecords(world, { schemaVersion: 1, workspaceRoot, sessions });
}

/** The id of the task of `manyRecords` with this number; every fifth record is one. */
export const blockedTaskId = (number: number): string => `t-${number * 5}`;

/** `count` records over five folders, each of which needs the operator: crashed sessions, blocked tasks. */
export async function manyRecords(world: World, count: number): Promise<void> {
  const names = ['api', 'web', 'infra', 'docs', 'mobile'];
  const share = count / names.length;
  for (const [at, name] of names.entries()) {
    const workspaceRoot = join(world.folder, name);
    const indices = range(at * share, share);
    const isSession = (index: number) => index % 5 !== 0;
    await importRecords(world, {
      schemaVersion: 1,
      workspaceRoot,
      runs: range(0, 40).map((run) => ({
        id: `${name}-${run}`,
        name: `Night ${run}`,
        status: 'running',
        workspaceDir: workspaceRoot,
        createdAt: moment(0),
        updatedAt: moment(0),
      })),
      sessions: indices.filter(isSession).map((index) => deadSession(index, workspaceRoot)),
      tasks: indices.filter((index) => !isSession(index)).map((index) => blockedTask(index, name)),
    });
  }
}
