// For tests: directories that cannot be written, and a disk that is full.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, realpathSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const isRoot = process.getuid?.() === 0;

function mount(...args: readonly string[]): boolean {
  try {
    execFileSync('mount', args, { stdio: 'ignore' });
    return true;
  } catch {
    // Not allowed here, as in most containers: the caller has another way.
    return false;
  }
}

/** Makes a directory read-only; root, whom modes do not bind, by a mount. Gives how to end it. */
export function makeReadOnly(directory: string): () => void {
  if (!isRoot || !mount('--bind', directory, directory)) {
    chmodSync(directory, 0o555);
    return () => chmodSync(directory, 0o755);
  }
  mount('-o', 'remount,ro,bind', directory);
  return () => void execFileSync('umount', [directory]);
}

/** A small disk that can be filled up; undefined where none can be mounted. */
export interface SmallDisk {
  readonly path: string;
  /** Leaves no more than this many bytes free. */
  fill(leaveBytes: number): void;
  makeRoom(): void;
  remove(): void;
}

export function mountSmallDisk(bytes: number): SmallDisk | undefined {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'rollcall-disk-')));
  if (!isRoot || !mount('-t', 'tmpfs', '-o', `size=${bytes}`, 'none', path)) {
    rmSync(path, { recursive: true });
    return undefined;
  }
  const filler = join(path, 'filler');
  return {
    path,
    fill(leaveBytes) {
      const { bavail, bsize } = statfsSync(path);
      writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - leaveBytes)));
    },
    makeRoom: () => rmSync(filler, { force: true }),
    remove() {
      execFileSync('umount', ['-l', path]);
      rmSync(path, { recursive: true, force: true });
    },
  };
}
