/** A pid that no process has: above what Linux hands out by default. */
export const deadPid = 4_194_300;
