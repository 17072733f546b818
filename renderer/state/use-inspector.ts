import { useCallback, useState } from 'react';
import type { FileDiff, Inspection, LogChunk } from '#shared/contract/inspector.ts';
import { messageOf } from '#shared/result.ts';
import type { Client } from './client.ts';
import { useLook, type Look } from './use-look.ts';
import { useClient } from './use-mirror.tsx';

/**
 * As `useLook`, and looks again when `stamp` changes; the last good answer stays meanwhile. A change
 * during a look waits for its end, so that frequent changes cannot starve it.
 */
export function useStampedLook<T>(
  key: string | null,
  stamp: string,
  ask: (client: Client) => Promise<T>,
): Look<T> {
  const look = useLook(key, ask);
  const [seen, setSeen] = useState(stamp);
  if (seen !== stamp && !look.isLooking) {
    setSeen(stamp);
    look.lookAgain();
  }
  return look;
}

/** One environment looked at closely, with at most one diff open. */
export interface Inspector {
  readonly environment: Look<Inspection>;
  readonly openPath: string | null;
  readonly diff: Look<FileDiff>;
  /** Opens the diff of this path, or closes it when it is the open one. */
  readonly toggle: (path: string) => void;
}

/** Looks at an environment now and whenever `stamp` changes. `null` looks at nothing. */
export function useInspector(environmentId: string | null, stamp: string): Inspector {
  const [open, setOpen] = useState<{ readonly of: string | null; readonly path: string } | null>(
    null,
  );
  const openPath = open !== null && open.of === environmentId ? open.path : null;
  const environment = useStampedLook(environmentId, stamp, (client) =>
    client.inspect.environment({ environmentId: environmentId ?? '' }),
  );
  // A diff belongs to the look that listed its file.
  const diffStamp = environment.value?.observedAt ?? '';
  const diffKey =
    openPath === null || environmentId === null ? null : `${environmentId} ${openPath}`;
  const diff = useStampedLook(diffKey, diffStamp, (client) =>
    client.inspect.diff({ environmentId: environmentId ?? '', path: openPath ?? '' }),
  );
  return {
    environment,
    openPath,
    diff,
    toggle: (path) => setOpen(path === openPath ? null : { of: environmentId, path }),
  };
}

/** Reads a piece of a session's log; why it could not is part of the answer, never a rejection. */
export function useReadLog(): (sessionId: string, offset: number) => Promise<LogChunk> {
  const client = useClient();
  return useCallback(
    async (sessionId, offset) => {
      const nothing = { sessionId, text: '', offset, nextOffset: 0, size: 0 };
      if (client === null)
        return { ...nothing, unreadable: 'The connection to the console is lost.' };
      try {
        return await client.inspect.log({ sessionId, offset });
      } catch (error) {
        return { ...nothing, unreadable: messageOf(error) };
      }
    },
    [client],
  );
}
