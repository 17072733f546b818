import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordsDocument } from '#shared/domain/records-document.ts';
import type { Task } from '#shared/domain/task.ts';
import { must } from './must.ts';
import type { World } from './world.ts';

const moment = (minute: number): string =>
  new Date(Date.UTC(2026, 0, 12, 9, minute, 0)).toISOString();

/** Tasks that wait for a person's answer. Said again at a later minute, they say something else. */
export async function waitingTasks(
  world: World,
  names: readonly string[],
  minute: number,
): Promise<void> {
  const workspaceRoot = join(world.folder, 'shop');
  const tasks = names.map((name): Task => ({
    id: name,
    runId: 'night',
    agentId: 'codex',
    name,
    state: 'blocked',
    executionMode: 'shared_workspace',
    dependsOn: [],
    attempts: 1,
    blockedReasons: [`operator:needs an answer since minute ${minute}`],
    approvalRequired: false,
    resultPublished: false,
    createdAt: moment(0),
    updatedAt: moment(minute),
  }));
  const document: RecordsDocument = { schemaVersion: 1, workspaceRoot, tasks };
  const file = join(world.folder, 'records.json');
  await mkdir(workspaceRoot, { recursive: true });
  await writeFile(file, JSON.stringify(document));
  must(await world.rollcall(['import', file]));
}

/** Takes tasks off the list from elsewhere: another terminal acknowledges them. */
export async function acknowledgeElsewhere(world: World, ids: readonly string[]): Promise<void> {
  const planned = must(await world.rollcall(['plan', 'acknowledge', ...ids, '--json']));
  const { planId, fingerprint } = JSON.parse(planned);
  must(await world.rollcall(['apply', planId, '--fingerprint', fingerprint]));
}
