/** Whether a value reads best in monospace: a path, a branch with a slash, or a commit id. */
export const isCode = (value: string): boolean =>
  /^\S*\/\S*$/.test(value) || /^[0-9a-f]{7,40}$/.test(value);
