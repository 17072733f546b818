import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import type { StartRequest } from '#shared/domain/engine.ts';
import { argvFileShim, encodeArgv, plainShim, teeingShim } from './session-shim.ts';
import type { PreparedSession } from './prepare-session.ts';
import type { ShimSpawn } from './spawn-shim.ts';

/** What this process's own input and output are, and what the machine can record a terminal with. */
export interface Terminal {
  readonly isInputTty: boolean;
  readonly isOutputTty: boolean;
  /** Whether util-linux `script` is installed. */
  readonly hasScript: () => Promise<boolean>;
}

/** Asks `script` itself: other systems have one of that name with other options. */
const hasUtilLinuxScript = (): Promise<boolean> =>
  new Promise((resolve) => {
    execFile('script', ['--version'], (error, stdout) =>
      resolve(error === null && stdout.includes('util-linux')),
    );
  });

/** The terminal of this very process. */
export const ownTerminal = (): Terminal => ({
  isInputTty: process.stdin.isTTY,
  isOutputTty: process.stdout.isTTY,
  hasScript: hasUtilLinuxScript,
});

/** How the agent's output gets both to the operator and into `output.log`. */
export type AttachMode =
  /** `script` records the terminal. */
  | { readonly kind: 'recorded' }
  /** Output goes through `tee`; the agent sees no terminal, as it would not without Rollcall. */
  | { readonly kind: 'teed' }
  /** The terminal as it is: nothing is kept. */
  | { readonly kind: 'unlogged'; readonly why: string };

/** Never takes a terminal away from the agent for the sake of the log. */
export async function chooseMode(terminal: Terminal): Promise<AttachMode> {
  if (!terminal.isOutputTty) return { kind: 'teed' };
  if (!terminal.isInputTty)
    return { kind: 'unlogged', why: 'input is not a terminal, so the terminal is not recorded' };
  return (await terminal.hasScript())
    ? { kind: 'recorded' }
    : {
        kind: 'unlogged',
        why: 'util-linux “script” is not installed, so the terminal is not recorded',
      };
}

/** What to spawn for a mode. Writes the files that `recorded` needs. */
export async function attachedSpawn(
  mode: AttachMode,
  { command, cwd }: StartRequest,
  { paths, env }: PreparedSession,
): Promise<ShimSpawn> {
  const inherited = { cwd, stdio: 'inherit', isDetached: false } as const;
  if (mode.kind !== 'recorded') {
    const shim = mode.kind === 'teed' ? teeingShim : plainShim;
    const args = ['-c', shim, 'sh', paths.directory, ...command];
    return { ...inherited, file: '/bin/sh', args, env };
  }
  await writeFile(paths.argv, encodeArgv(command), { mode: 0o600 });
  await writeFile(paths.shim, argvFileShim, { mode: 0o600 });
  return {
    ...inherited,
    file: 'script',
    // A fixed line: directory and command reach the shim by environment and file.
    args: ['-qefac', 'exec /bin/sh "$ROLLCALL_SHIM_DIRECTORY/shim.sh"', paths.log],
    env: {
      ...env,
      SHELL: '/bin/sh',
      ROLLCALL_SHIM_SHELL: env['SHELL'] ?? '',
      ROLLCALL_SHIM_DIRECTORY: paths.directory,
    },
  };
}
