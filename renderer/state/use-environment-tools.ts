import { useState } from 'react';
import type { DirectorySize } from '#shared/contract/inspector.ts';
import type { Opener } from '#shared/domain/preferences.ts';
import { messageOf } from '#shared/result.ts';
import { useClient, useIntents } from './use-mirror.tsx';

/** Opens and measures one environment on the machine of the console. */
export interface EnvironmentTools {
  readonly open: ((opener: Opener) => void) | null;
  readonly size: DirectorySize | null;
  readonly isMeasuring: boolean;
  readonly measure: () => void;
}

interface Measured {
  readonly environmentId: string;
  /** Null while it is being counted. */
  readonly size: DirectorySize | null;
}

/** `mode`: a remote environment cannot be opened from here. */
export function useEnvironmentTools(environmentId: string, mode: string): EnvironmentTools {
  const client = useClient();
  const { notify } = useIntents();
  const [measured, setMeasured] = useState<Measured | null>(null);
  const own = measured?.environmentId === environmentId ? measured : null;

  const open = async (opener: Opener): Promise<void> => {
    try {
      await client?.inspect.open({ environmentId, with: opener });
    } catch (error) {
      notify({ tone: 'bad', title: 'It was not opened', lines: [messageOf(error)] });
    }
  };
  const measure = async (): Promise<void> => {
    if (client === null) return;
    setMeasured({ environmentId, size: null });
    try {
      const size = await client.inspect.size({ environmentId });
      setMeasured((last) =>
        last?.environmentId === environmentId ? { environmentId, size } : last,
      );
    } catch (error) {
      setMeasured(null);
      notify({ tone: 'bad', title: 'Its size is not known', lines: [messageOf(error)] });
    }
  };
  return {
    open: mode === 'remote' || client === null ? null : (opener) => void open(opener),
    size: own?.size ?? null,
    isMeasuring: own !== null && own.size === null,
    measure: () => void measure(),
  };
}
