import type { ReplaySafety } from '#shared/domain/checkpoint.ts';
import type { HookTool } from './claude-hook-event.ts';

/** Tools that only look. */
const looking = new Set([
  'Read',
  'Glob',
  'Grep',
  'LS',
  'NotebookRead',
  'WebFetch',
  'WebSearch',
  'BashOutput',
  'TaskOutput',
  'TaskList',
  'TaskGet',
  'ToolSearch',
  'ListMcpResourcesTool',
  'ReadMcpResourceTool',
  'AskUserQuestion',
  'EnterPlanMode',
  'ExitPlanMode',
]);

/** Tools that come to the same when they are used again. */
const settling = new Set(['Write', 'Edit', 'MultiEdit', 'TodoWrite', 'TaskUpdate', 'KillShell']);

/** Tools that change only what is inside the agent's own session or worktree. */
const inside = new Set(['NotebookEdit', 'Task', 'Agent', 'Skill', 'TaskCreate']);

/** Programs, or a program with its first word (`make:` is without one), by what doing the same again does. */
const programs: Readonly<Record<'reads' | 'settles' | 'leaves', ReadonlySet<string>>> = {
  reads: new Set(
    (
      'ls cat head tail wc pwd which file stat du df tree grep rg diff cmp basename dirname realpath ' +
      'echo printf true test date whoami uname id env: jq sort uniq cut ps git:status git:log git:diff ' +
      'git:show git:blame git:rev-parse git:ls-files git:grep git:describe npm:ls npm:view ' +
      'cargo:check go:vet'
    ).split(' '),
  ),
  settles: new Set(
    (
      'mkdir touch cd make: make:all make:build make:check make:lint make:test tsc eslint oxlint ' +
      'prettier oxfmt vitest jest pytest ruff mypy git:add git:fetch git:checkout git:switch ' +
      'git:restore npm:test npm:ci npm:install pnpm:install pnpm:test yarn:install yarn:test ' +
      'cargo:build cargo:test cargo:fmt cargo:clippy go:build go:test'
    ).split(' '),
  ),
  leaves: new Set(
    (
      'git:push npm:publish pnpm:publish yarn:publish cargo:publish docker:push gh curl wget ssh scp ' +
      'rsync mail sendmail kubectl helm terraform aws gcloud az psql mysql redis-cli'
    ).split(' '),
  ),
};

/** Anything beyond plain words joined by `&&`, `;` or `|` hides what it does. */
const isPlain = (part: string): boolean => !/[<>`$(){}\\&]|\n/u.test(part);

/** `git push`: the program, and its first word where that decides. */
function programOf(part: string): { readonly name: string; readonly withWord: string } {
  const words = part.trim().split(/\s+/u);
  while (/^\w+=/u.test(words[0] ?? '')) words.shift();
  const name = (words[0] ?? '').split('/').at(-1) ?? '';
  return { name, withWord: `${name}:${words[1] ?? ''}` };
}

function partSafety(part: string): ReplaySafety {
  const { name, withWord } = programOf(part);
  const is = (kind: keyof typeof programs) =>
    programs[kind].has(name) || programs[kind].has(withWord);
  if (is('leaves')) return 'non_replayable_side_effect';
  if (!isPlain(part)) return 'operator_gated';
  if (is('reads')) return 'pure_readonly';
  return is('settles') ? 'idempotent_write' : 'operator_gated';
}

/** From harmless to what must not happen twice. */
const order: readonly ReplaySafety[] = [
  'pure_readonly',
  'idempotent_write',
  'checkpoint_resumable',
  'operator_gated',
  'non_replayable_side_effect',
];

/** The least safe part of a command line decides; what cannot be told is for the operator. */
export function commandReplaySafety(command: string): ReplaySafety {
  const parts = command.split(/&&|\|\||;|\|/u).filter((part) => part.trim() !== '');
  const worst = Math.max(-1, ...parts.map((part) => order.indexOf(partSafety(part))));
  return order[worst] ?? 'operator_gated';
}

/**
 * How safe it is to use a tool of Claude Code again, when nobody knows whether its last use came to
 * its end. Tools of MCP servers and tools that are not known here are for the operator.
 */
export function toolReplaySafety({ name, command }: HookTool): ReplaySafety {
  if (looking.has(name)) return 'pure_readonly';
  if (settling.has(name)) return 'idempotent_write';
  if (inside.has(name)) return 'checkpoint_resumable';
  return name === 'Bash' && command !== undefined ? commandReplaySafety(command) : 'operator_gated';
}

/** What a tool call is called: never its arguments, which may hold secrets. */
export function toolTitle({ name, command }: HookTool): string {
  if (name !== 'Bash' || command === undefined) return name;
  const { name: program, withWord } = programOf(command.split(/&&|\|\||;|\|/u)[0] ?? '');
  const isTold = Object.values(programs).some((known) => known.has(withWord));
  const title = isTold ? withWord.replace(':', ' ') : program;
  return /^[\w .+-]{1,60}$/u.test(title) ? `Bash: ${title}` : 'Bash';
}
