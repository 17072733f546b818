import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { expect, test } from 'vitest';
import { createTestingRepository } from '#electron/platform/testing-repository.ts';
import { addBlockedPush } from '#electron/recover/testing/blocked-push.ts';
import { openTerminalConsole } from '#electron/terminal/open-terminal-console.ts';
import { valueOf } from '#shared/testing/value-of.ts';

test('a blocked push of Ralph’s is offered to be tried again, and is then told as waiting for that', async () => {
  const repository = createTestingRepository();
  addBlockedPush({ repository, list: ({ id }) => id });
  const console = valueOf(await openTerminalConsole(join(repository.folder, 'home')));
  try {
    const client = createRouterClient(console.router);
    await client.workspaces.open({ path: repository.root });
    const ofWorker = async () =>
      (await console.lookNow()).conditions.find(({ subject }) => subject.id === 'RQ-1');
    const blocked = await ofWorker();
    expect(blocked).toMatchObject({ reason: 'push_blocked', proposed: 'retry_push' });
    const conditionIds = [blocked?.id ?? ''];
    const { planId, fingerprint, tier } = await client.recover.plan({
      verb: 'retry_push',
      conditionIds,
    });
    expect(tier).toBe(2);
    const operation = await client.recover.apply({ planId, fingerprint });
    expect(operation.items).toMatchObject([{ verb: 'retry_push', result: 'applied' }]);
    expect((await ofWorker())?.message).toContain('is to be tried again');
    const kept = await client.backups.list();
    expect(kept.map(({ kind, obstacle }) => [kind, obstacle])).toEqual(
      expect.arrayContaining([
        ['git_ref', null],
        ['trash', expect.stringContaining('undo the operation')],
      ]),
    );
    const undo = await client.recover.planUndo({ operationId: operation.operationId });
    await client.recover.apply({ planId: undo.planId, fingerprint: undo.fingerprint });
    expect(await ofWorker()).toMatchObject({ reason: 'push_blocked' });
  } finally {
    await console.close();
    repository.remove();
  }
});
