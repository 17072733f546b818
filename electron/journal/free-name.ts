import { existsSync } from 'node:fs';

/** The path, fit for every file system (no colons after the directory), numbered if it is taken. */
export function freeName(path: string): string {
  const slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;
  const wanted = path.slice(0, slash) + path.slice(slash).replaceAll(':', '-');
  let name = wanted;
  for (let count = 2; existsSync(name); count += 1) name = `${wanted}-${count}`;
  return name;
}
