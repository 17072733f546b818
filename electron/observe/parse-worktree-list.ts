import { isAbsolute } from 'node:path';

/** One entry as git prints it. */
export interface ListedWorktree {
  readonly path: string;
  readonly isBare: boolean;
  readonly isDetached: boolean;
  readonly head?: string | undefined;
  /** Full ref. */
  readonly branch?: string | undefined;
  readonly locked?: { readonly reason: string } | undefined;
  readonly prunable?: string | undefined;
}

/** With `-z`: without it a newline in a path could forge entries. */
export const worktreeListArguments: readonly string[] = ['worktree', 'list', '--porcelain', '-z'];

const unborn = /^0+$/;
const commit = /^[0-9a-f]{40,64}$/u;

/**
 * Parses what those arguments print: attributes ended by NUL, entries by one more NUL, the main
 * worktree first. Undefined when an entry does not begin with its path, or has an attribute twice or in
 * another form: then nothing is believed.
 */
export function parseWorktreeList(output: string): readonly ListedWorktree[] | undefined {
  // Anything else was cut short.
  if (!output.endsWith('\0\0')) return undefined;
  const entries: ListedWorktree[] = [];
  let attributes = new Map<string, string>();
  for (const line of output.split('\0')) {
    if (line !== '') {
      const space = line.indexOf(' ');
      const [label, value] = space < 0 ? [line, ''] : [line.slice(0, space), line.slice(space + 1)];
      if (attributes.has(label) || (attributes.size === 0 && label !== 'worktree'))
        return undefined;
      attributes.set(label, value);
      continue;
    }
    if (attributes.size === 0) continue;
    const entry = toEntry(attributes);
    if (entry === undefined) return undefined;
    entries.push(entry);
    attributes = new Map();
  }
  return entries;
}

function toEntry(attributes: ReadonlyMap<string, string>): ListedWorktree | undefined {
  const path = attributes.get('worktree');
  // An empty path would mean our own working directory to whoever resolves it.
  if (path === undefined || !isAbsolute(path)) return undefined;
  const head = attributes.get('HEAD');
  if (head !== undefined && !commit.test(head)) return undefined;
  const reason = attributes.get('locked');
  return {
    path,
    isBare: attributes.has('bare'),
    isDetached: attributes.has('detached'),
    head: head === undefined || unborn.test(head) ? undefined : head,
    branch: attributes.get('branch'),
    locked: reason === undefined ? undefined : { reason },
    prunable: attributes.get('prunable'),
  };
}
