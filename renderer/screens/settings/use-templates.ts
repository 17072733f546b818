import { useState } from 'react';
import { explain } from '#renderer/state/explain.ts';
import { useLook } from '#renderer/state/use-look.ts';
import { useClient, useIntents } from '#renderer/state/use-mirror.tsx';
import type { LaunchTemplate } from '#shared/domain/engine.ts';

/** The launch templates, and what came of the last attempt to change them. */
export interface Templates {
  readonly templates: readonly LaunchTemplate[] | undefined;
  /** Why they could not be read or written; null when all is well. */
  readonly failure: string | null;
  readonly isWriting: boolean;
  /** Gives whether it was written. */
  readonly save: (template: LaunchTemplate) => Promise<boolean>;
  readonly reset: () => Promise<boolean>;
  readonly lookAgain: () => void;
}

/** Reads and writes the launch templates of the console. */
export function useTemplates(): Templates {
  const client = useClient();
  const { notify } = useIntents();
  const look = useLook('templates', (one) => one.settings.templates());
  const [written, setWritten] = useState<readonly LaunchTemplate[] | undefined>(undefined);
  const [failure, setFailure] = useState<string | null>(null);
  const [isWriting, setIsWriting] = useState(false);

  const write = async (
    told: string,
    ask: () => Promise<readonly LaunchTemplate[]>,
  ): Promise<boolean> => {
    setIsWriting(true);
    setFailure(null);
    try {
      setWritten(await ask());
      notify({ tone: 'good', title: told, lines: [] });
      return true;
    } catch (error) {
      setFailure(explain(error));
      return false;
    } finally {
      setIsWriting(false);
    }
  };
  const lost = Promise.resolve(false);
  return {
    templates: written ?? look.value,
    failure: failure ?? look.failure,
    isWriting,
    save: (template) =>
      client === null
        ? lost
        : write(`Saved how ${template.label} is started`, () =>
            client.settings.saveTemplate({
              ...template,
              start: [...template.start],
              resume: [...template.resume],
              restart: [...template.restart],
            }),
          ),
    reset: () =>
      client === null
        ? lost
        : write('All agents start as built in', () => client.settings.resetTemplates()),
    lookAgain: () => {
      setFailure(null);
      look.lookAgain();
    },
  };
}
