import { createHash } from 'node:crypto';
import { join } from 'node:path';

/**
 * sun_path holds 104 bytes on macOS and 108 on Linux, with the closing zero; four more are for the
 * folder in which the socket is made.
 */
const longestSocketPath = 98;

export interface SocketPlace {
  readonly platform: NodeJS.Platform;
  /** The system's directory for temporary files. */
  readonly tmpDir: string;
}

/**
 * Where the console of a home directory listens for terminal commands: `<home>/console.sock`; where
 * that is longer than a socket's name may be, a name made of the home's digest in the directory for
 * temporary files; on Windows a named pipe. The same home always gives the same answer.
 */
export function controlSocketPath(home: string, place: SocketPlace): string {
  const digest = createHash('sha256').update(home).digest('hex').slice(0, 24);
  if (place.platform === 'win32') return `\\\\.\\pipe\\rollcall-${digest}`;
  const inHome = join(home, 'console.sock');
  if (Buffer.byteLength(inHome) <= longestSocketPath) return inHome;
  return join(place.tmpDir, `rollcall-${digest}.sock`);
}
