import { expect, it } from 'vitest';
import { createMirror } from './mirror.ts';
import { createWorlds } from './worlds.ts';

it('says why a folder is not opened, or the sample world not removed, while the connection is lost', async () => {
  const mirror = createMirror({ theme: 'system', density: 'comfortable' });
  const told: string[] = [];
  const worlds = createWorlds({
    mirror,
    notify: ({ title, lines }) => void told.push(`${title}: ${lines.join(' ')}`),
  });
  expect(await worlds.openWorkspace('/repos/shop')).toBe(false);
  expect(await worlds.removeSample()).toBe(false);
  const why = 'The connection to the console is lost; it is being tried again.';
  expect(told).toEqual([
    `“/repos/shop” was not opened: ${why}`,
    `The sample world was not removed: ${why}`,
  ]);
  expect(mirror.getState().pending).toBeNull();
});
