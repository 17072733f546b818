import { basename } from 'node:path';
import type { LaunchTemplate } from '#shared/domain/engine.ts';

/** Starts the same command again; the agent finds its state through ROLLCALL_RESUME_STATE. */
const custom: LaunchTemplate = {
  agent: 'custom',
  label: 'Custom',
  start: ['{command…}'],
  resume: ['{command…}'],
  restart: ['{command…}'],
};

/**
 * How each known agent is started, continued by its own session's reference, and started over.
 * Sources: each agent's command line reference (`claude --resume <id>`, `codex resume <id>`,
 * `opencode --session <id>`, `aider --restore-chat-history`, which continues the working directory's
 * history and takes no reference).
 */
export const builtInTemplates: readonly LaunchTemplate[] = [
  {
    agent: 'claude-code',
    label: 'Claude Code',
    start: ['claude'],
    resume: ['claude', '--resume', '{resumeRef}'],
    restart: ['{command…}'],
  },
  {
    agent: 'codex',
    label: 'Codex',
    start: ['codex'],
    resume: ['codex', 'resume', '{resumeRef}'],
    restart: ['{command…}'],
  },
  {
    agent: 'opencode',
    label: 'OpenCode',
    start: ['opencode'],
    resume: ['opencode', '--session', '{resumeRef}'],
    restart: ['{command…}'],
  },
  {
    agent: 'aider',
    label: 'Aider',
    start: ['aider'],
    resume: ['{command…}', '--restore-chat-history'],
    restart: ['{command…}'],
  },
  custom,
];

/** Agents whose program has another name than their template. */
const agentOfProgram: ReadonlyMap<string, string> = new Map([['claude', 'claude-code']]);

/**
 * The template for an agent: by its recorded id, else by the name of the program first started, else
 * `custom`. `templates` are the operator's and the built-in ones; an earlier one goes first.
 */
export function templateFor(
  agentId: string | undefined,
  command: readonly string[] | undefined,
  templates: readonly LaunchTemplate[] = builtInTemplates,
): LaunchTemplate {
  const named = (agent: string | undefined) =>
    templates.find((template) => template.agent === agent);
  const known = (name: string | undefined) =>
    name === undefined ? undefined : (named(name) ?? named(agentOfProgram.get(name)));
  const program = command?.[0] === undefined ? undefined : basename(command[0]);
  return known(agentId) ?? known(program) ?? named('custom') ?? custom;
}
