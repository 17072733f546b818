import { expect, test } from 'vitest';
import type { SweepDocument } from '#shared/contract/sweep.ts';
import { repositoryUnreadable } from '#e2e/worlds/repository-unreadable.ts';
import { makeWorld, sourceEntry } from '#e2e/worlds/world.ts';

test('a repository that git cannot read is shown as unknown and changes no record', async () => {
  const world = await makeWorld(sourceEntry);
  try {
    const { agent, repository, breakIt, mendIt } = await repositoryUnreadable(world);
    const sweep = async (): Promise<SweepDocument> =>
      JSON.parse((await world.rollcall(['sweep', repository, '--json'])).stdout);
    const records = async () => (await world.rollcall(['export'])).stdout;
    const environmentIn = (document: SweepDocument) =>
      document.environments.find((one) => one.id === agent.environmentId);
    expect((await sweep()).summary.clean).toBe(true);
    const before = await records();

    await breakIt();
    const broken: SweepDocument = JSON.parse((await world.rollcall(['sweep', '--json'])).stdout);
    expect(environmentIn(broken)).toMatchObject({ health: 'unknown', state: 'in_use' });
    expect(broken.conditions).toMatchObject([{ lane: 'blocked', reason: 'repository_unreadable' }]);
    expect(broken.sources).toMatchObject([{ workspace: repository, readable: false }]);
    expect(await records()).toBe(before);

    await mendIt();
    const mended = await sweep();
    expect(environmentIn(mended)?.health).toBe('clean');
    expect(mended.summary.clean).toBe(true);
  } finally {
    await world.remove();
  }
});
