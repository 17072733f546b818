import { z } from 'zod';
import type { LaunchTemplate } from '#shared/domain/engine.ts';
import type { PreferencesDeps } from './preferences-part.ts';

const words = z.array(z.string());
const templateSchema = z.object({
  agent: z.string(),
  label: z.string(),
  start: words,
  resume: words,
  restart: words,
});

const key = 'templates';

export interface TemplatesDeps extends Pick<PreferencesDeps, 'settings' | 'audit'> {
  readonly builtIn: readonly LaunchTemplate[];
}

/** The launch templates: the built-in ones, with the operator's own laid over them by agent. */
export function createTemplates({ settings, builtIn, audit }: TemplatesDeps): {
  list(): readonly LaunchTemplate[];
  save(template: LaunchTemplate): readonly LaunchTemplate[];
  reset(): readonly LaunchTemplate[];
} {
  const own = (): readonly LaunchTemplate[] => {
    const stored = settings.get(key);
    // One that cannot be used takes no other with it.
    return (Array.isArray(stored) ? stored : []).flatMap((one) => {
      const template = templateSchema.safeParse(one);
      return template.success ? [template.data] : [];
    });
  };
  const list = (): readonly LaunchTemplate[] => {
    const byAgent = new Map(builtIn.map((template) => [template.agent, template]));
    for (const template of own()) byAgent.set(template.agent, template);
    return [...byAgent.values()];
  };
  function put(templates: readonly LaunchTemplate[] | undefined): readonly LaunchTemplate[] {
    const before = settings.get(key);
    settings.set(key, templates);
    audit(key, before, templates);
    return list();
  }
  return {
    list,
    save: (template) => put([...own().filter(({ agent }) => agent !== template.agent), template]),
    reset: () => put(undefined),
  };
}
