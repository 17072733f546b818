import type { SourceRow } from '#shared/contract/sweep.ts';
import type { WorkspaceRow } from '#shared/contract/view.ts';
import { fill, type Sampling } from './tried-names.ts';

const usual: readonly WorkspaceRow[] = ['api', 'web', 'infra'].map((name) => ({
  path: `/home/operator/code/${name}`,
  name,
  isSample: name === 'infra',
}));

/** So many made-up workspaces; the third one is the sample world. */
export const sampleWorkspaces = ({ items, names }: Sampling): readonly WorkspaceRow[] =>
  fill(usual, items, (one, round) => ({
    path: `${one.path}-${round + 1}`,
    name: `${one.name}-${round + 1}`,
    isSample: false,
  })).map((one, at) => {
    if (names === undefined) return one;
    const name = at === 0 ? names.workspace : `${names.workspace}-${at + 1}`;
    return { ...one, name, path: `/home/operator/code/${name}` };
  });

/** What was read in each: Rollcall's own records, and those of two other systems. */
export const sampleSources = (workspaces: readonly WorkspaceRow[]): readonly SourceRow[] =>
  workspaces.flatMap(({ path }, at): readonly SourceRow[] => [
    { kind: 'rollcall', workspace: path, readable: true, note: null },
    ...(at % 3 === 1
      ? [{ kind: 'ralph', workspace: path, readable: true, note: '31 tasks in .ralph/queue.json' }]
      : []),
    ...(at % 3 === 2
      ? [
          {
            kind: 'gestura',
            workspace: path,
            readable: false,
            note: `${path}/.gestura/state.json ends in the middle of line 412`,
          },
        ]
      : []),
  ]);
