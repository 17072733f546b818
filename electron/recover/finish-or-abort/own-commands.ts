import { err, ok, type Result } from '#shared/result.ts';
import type { Read } from '#electron/recover/environment-work.ts';
import { type EndedOperation, textIn, todoOfRebase } from './ended-operation.ts';

/**
 * Commands that git would run by itself on the way to the end: the `exec` steps of a rebase, and programs
 * by which the repository's own settings have files merged. Whoever works there writes both, and nothing
 * that a plan does not show is to be run. Errors: the settings could not be read.
 */
export async function findOwnCommands(
  read: Read,
  ended: EndedOperation,
): Promise<Result<readonly string[], string>> {
  // An abort takes no further step, and a merge has taken its only one.
  const { how, operation } = ended;
  if (how === 'abort' || operation === 'merge' || operation === 'bisect') return ok([]);
  const listed = await read('config', '--list', '--show-scope', '-z');
  if (!listed.ok) return err(listed.error.message);
  return ok([...(await execSteps(ended)), ...mergeDrivers(listed.value)]);
}

async function execSteps(ended: EndedOperation): Promise<readonly string[]> {
  if (ended.operation !== 'rebase') return [];
  const todo = (await textIn(ended, todoOfRebase)) ?? '';
  return [...todo.matchAll(/^(?:exec|x)[ \t]+(.+)$/gmu)].flatMap(([, command]) => command ?? []);
}

/** Those of the repository itself: alternating scopes and settings, each ended by NUL. */
function mergeDrivers(text: string): readonly string[] {
  const fields = text.split('\0');
  const drivers: string[] = [];
  for (let index = 0; index + 1 < fields.length; index += 2) {
    const [scope = '', setting = ''] = fields.slice(index, index + 2);
    const driver = /^merge\..+\.driver\n(?<command>.*)$/su.exec(setting)?.groups?.['command'];
    const isOwn = scope === 'local' || scope === 'worktree';
    if (isOwn && driver !== undefined && driver !== '') drivers.push(driver);
  }
  return drivers;
}
