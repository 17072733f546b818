import type { Finished } from './world.ts';

/** The command's output, or an error with all it said. */
export function must({ code, stdout, stderr }: Finished): string {
  if (code === 0) return stdout;
  throw new Error(`A command that makes this world ended with ${code}:\n${stdout}${stderr}`);
}
