/** Whether a value reads best in monospace: a path, a branch with a slash, or a commit id. */
export const isCode = (value: string): boolean =>
  /^\S*\/\S*$/.test(value) || /^[0-9a-f]{7,40}$/.test(value);

/** Two values side by side, paths shortened unless that would make different ones look the same. */
export function shortPair(one: string, other: string): readonly [string, string] {
  const short = [shortPath(one), shortPath(other)] as const;
  return short[0] === short[1] && one !== other ? [one, other] : short;
}

/** An absolute path by its last part, `…/cart`; anything else as it is. */
export const shortPath = (value: string): string =>
  /^\/\S*\/\S/.test(value) ? `…/${value.split('/').findLast((part) => part !== '') ?? ''}` : value;
