import { z } from 'zod';
import type { LaunchTemplate } from '#shared/domain/engine.ts';

const words = z.array(z.string());
const templateSchema = z.object({
  agent: z.string(),
  label: z.string(),
  start: words,
  resume: words,
  restart: words,
});

export interface TemplatesDeps {
  readonly settings: { get(key: string): unknown; set(key: string, value: unknown): void };
  readonly builtIn: readonly LaunchTemplate[];
}

/** The launch templates: the built-in ones, with the operator's own laid over them by agent. */
export function createTemplates({ settings, builtIn }: TemplatesDeps): {
  list(): readonly LaunchTemplate[];
  save(template: LaunchTemplate): readonly LaunchTemplate[];
  reset(): readonly LaunchTemplate[];
} {
  const own = (): readonly LaunchTemplate[] => {
    const stored = settings.get('templates');
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
  return {
    list,
    save(template) {
      const others = own().filter((one) => one.agent !== template.agent);
      settings.set('templates', [...others, template]);
      return list();
    },
    reset() {
      settings.set('templates', undefined);
      return list();
    },
  };
}
