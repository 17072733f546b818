/** The last part of a path of any system, such as a folder's name; a path without parts as it is. */
export const lastPart = (path: string): string => path.split(/[/\\]/).findLast(Boolean) ?? path;
