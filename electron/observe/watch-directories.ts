import { statSync, watch, type FSWatcher } from 'node:fs';

/** A change directly in a watched directory; no name: something about it, perhaps itself. */
export type OnChange = (directory: string, name: string | null) => void;

/** Watches directories, each by one watch of the system; never what is below them. */
export interface DirectoryWatch {
  /** From now on exactly these (absolute) are watched; those that are gone are tried again next time. */
  follow(directories: ReadonlySet<string>): void;
  /** Whether all that exist could be watched at the last `follow`. */
  isComplete(): boolean;
  close(): void;
}

interface Watched {
  readonly watcher: FSWatcher;
  readonly inode: number;
}

/** More directories than this are left to the stats: the system's watches are not ours alone. */
const maxWatches = 20_000;

function inodeOf(path: string): number | undefined {
  try {
    return statSync(path).ino;
  } catch {
    // Gone or not to be read: there is nothing to watch, and the stats say so.
    return undefined;
  }
}

export function createDirectoryWatch(onChange: OnChange): DirectoryWatch {
  const watched = new Map<string, Watched>();
  let isComplete = true;

  function drop(directory: string): void {
    watched.get(directory)?.watcher.close();
    watched.delete(directory);
  }

  function begin(directory: string, inode: number): void {
    try {
      const watcher = watch(directory, { persistent: false }, (_event, name) =>
        onChange(directory, name),
      );
      watcher.on('error', () => {
        drop(directory);
        onChange(directory, null);
      });
      watched.set(directory, { watcher, inode });
    } catch {
      // No watches left, or no permission: the stats are asked more often instead.
      isComplete = false;
    }
  }

  return {
    isComplete: () => isComplete,
    follow(directories) {
      for (const directory of watched.keys()) if (!directories.has(directory)) drop(directory);
      isComplete = directories.size <= maxWatches;
      for (const directory of directories) {
        const inode = inodeOf(directory);
        const known = watched.get(directory);
        // A watch stays with the directory it was made for; another one may be in its place now.
        if (known !== undefined && known.inode !== inode) drop(directory);
        if (inode === undefined || watched.has(directory) || watched.size >= maxWatches) continue;
        begin(directory, inode);
      }
    },
    close() {
      for (const directory of watched.keys()) drop(directory);
    },
  };
}
