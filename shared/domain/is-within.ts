/** Whether a path is a folder itself or below it, as they are written; both absolute, neither ends in a slash. */
export const isWithin = (path: string | undefined, folder: string): boolean =>
  path !== undefined && (path === folder || path.startsWith(`${folder}/`));
