import { join } from 'node:path';

/** The folder that holds Ralph's records; the second since it has another name. */
export const directories = ['.ralph', '.cueloop'] as const;

/** Where such a folder keeps the state of a parallel run: absolute, under either name. */
export const stateFilesOf = (workspace: string, directory: string): readonly string[] =>
  ['state.json', 'state.jsonc'].map((name) =>
    join(workspace, directory, 'cache', 'parallel', name),
  );
