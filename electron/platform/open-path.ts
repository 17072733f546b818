import { spawn } from 'node:child_process';
import { err, ok, type Result } from '#shared/result.ts';
import { errorCode } from './system-error.ts';

export interface CannotOpen {
  readonly kind: 'not_opened';
  readonly message: string;
}

/**
 * Starts a program of the operator's on a directory and leaves it running. `{path}` in an argument
 * stands for the directory, which is also where it starts; no shell is involved. Resolves once the
 * system has started it, or says why it could not.
 */
export function openPath(
  command: readonly string[],
  path: string,
): Promise<Result<void, CannotOpen>> {
  const [program = '', ...rest] = command;
  const args = rest.map((argument) => argument.replaceAll('{path}', () => path));
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: path, stdio: 'ignore', detached: true });
    child.once('spawn', () => {
      child.unref();
      resolve(ok(undefined));
    });
    child.once('error', (error) => {
      const isMissing = errorCode(error) === 'ENOENT';
      const why = isMissing ? 'there is no such program here' : error.message;
      const message = `“${program}” could not be started: ${why}. Choose another in Settings.`;
      resolve(err({ kind: 'not_opened', message }));
    });
  });
}
