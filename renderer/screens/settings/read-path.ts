import { err, ok, type Result } from '#shared/result.ts';

export interface PathError {
  readonly kind: 'empty' | 'relative' | 'known';
  readonly message: string;
}

/** A typed path of a folder to watch: absolute, without trailing slashes, not watched yet. */
export function readPath(text: string, watched: readonly string[]): Result<string, PathError> {
  const typed = text.trim();
  if (typed === '') return err({ kind: 'empty', message: 'Write the path of a folder.' });
  if (!typed.startsWith('/') && !/^[A-Za-z]:[\\/]/.test(typed))
    return err({
      kind: 'relative',
      message: 'Write the whole path, from the root: /home/you/repository.',
    });
  const path = typed.length > 1 ? typed.replace(/[\\/]+$/, '') || '/' : typed;
  if (watched.includes(path)) return err({ kind: 'known', message: `${path} is watched already.` });
  return ok(path);
}
