import { expect, it } from 'vitest';
import { formatLength } from '#renderer/ui/charts/format-length.ts';
import { savedParts } from './figures.tsx';
import { nameWorkspace } from './name-workspace.ts';

it('a folder is called by its name unless another one is called the same', () => {
  const all = ['/repos/shop', '/repos/api', '/old/shop', ''].map((workspace) => ({ workspace }));
  expect(all.map(({ workspace }) => nameWorkspace(workspace, all))).toEqual([
    '/repos/shop',
    'api',
    '/old/shop',
    'no workspace',
  ]);
});

it('lengths of time are said in the two units that matter', () => {
  const said = [null, 400, 59_000, 60_000, 7_500_000, 7_200_000, 190_000_000].map(formatLength);
  expect(said).toEqual(['–', '0 s', '59 s', '1 min', '2 h 5 min', '2 h', '2 d 4 h']);
});

it('work saved names only what there was', () => {
  const nothing = { items: 2, uncommittedFiles: 0, unpushedCommits: 0, minutes: 0, usd: 0 };
  expect(savedParts({ saved: nothing })).toEqual([]);
  expect(savedParts({ saved: { ...nothing, uncommittedFiles: 1, minutes: 90, usd: 2.1 } })).toEqual(
    ['1 changed file', '1 h 30 min of work', '$2.10'],
  );
});
