import type { LaunchTemplate } from '#shared/domain/engine.ts';
import { useWritten } from './use-written.ts';

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
  const { value, write, ...state } = useWritten<readonly LaunchTemplate[]>(
    'templates',
    ({ settings }) => settings.templates(),
  );
  return {
    ...state,
    templates: value,
    save: (template) =>
      write(`Saved how ${template.label} is started`, ({ settings }) =>
        settings.saveTemplate({
          ...template,
          start: [...template.start],
          resume: [...template.resume],
          restart: [...template.restart],
        }),
      ),
    reset: () => write('All agents start as built in', ({ settings }) => settings.resetTemplates()),
  };
}
