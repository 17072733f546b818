import { messageOf } from '#shared/result.ts';
import { clientOf } from './client-of.ts';
import type { Client } from './client.ts';
import type { Notice, Pending } from './mirror-state.ts';
import type { Mirror } from './mirror.ts';

export interface WorldDependencies {
  readonly mirror: Mirror;
  readonly notify: (notice: Omit<Notice, 'id'>) => void;
}

/** What is watched: folders of the operator's, and the sample world. */
export function createWorlds({ mirror, notify }: WorldDependencies) {
  async function during(
    pending: Pending,
    failed: string,
    ask: (client: Client) => Promise<Omit<Notice, 'id'>>,
  ): Promise<boolean> {
    if (mirror.getState().pending !== null) return false;
    mirror.setState({ pending });
    try {
      notify(await ask(clientOf(mirror)));
      return true;
    } catch (error) {
      notify({ tone: 'bad', title: failed, lines: [messageOf(error)] });
      return false;
    } finally {
      mirror.setState({ pending: null });
    }
  }

  return {
    /** Watches the folder; gives whether it is watched now. */
    openWorkspace: (path: string) =>
      during('folder', `“${path}” was not opened`, async (client) => {
        const { name } = await client.workspaces.open({ path });
        return { tone: 'good', title: `“${name}” is watched now`, lines: [] };
      }),
    closeWorkspace: (path: string) =>
      during('folder', `“${path}” is still watched`, async (client) => {
        await client.workspaces.close({ path });
        return { tone: 'plain', title: 'The folder is no longer watched', lines: [path] };
      }),
    createSample: () =>
      during('sample', 'The sample world was not made', async (client) => {
        const { path } = await client.workspaces.createSample();
        return { tone: 'good', title: 'The sample world is ready', lines: [path] };
      }),
    removeSample: () =>
      during('removal', 'The sample world was not removed', async (client) => {
        await client.workspaces.removeSample();
        return { tone: 'good', title: 'The sample world is gone', lines: [] };
      }),
  };
}
