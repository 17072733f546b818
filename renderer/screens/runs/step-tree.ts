import type { RunLine } from './run-lines.ts';
import type { RunNode } from './run-tree.ts';

export type TreeStep =
  | { readonly kind: 'move'; readonly line: number }
  | { readonly kind: 'toggle'; readonly run: RunNode };

const page = 10;

/**
 * Where a key leads from line `from` (-1: none yet), or which run it opens or closes; null when it
 * means nothing here. Right opens, then goes in; Left closes, then goes out.
 */
export function stepTree(
  key: string,
  from: number,
  lines: readonly RunLine[],
  isOpen: (run: RunNode) => boolean,
): TreeStep | null {
  const move = (line: number): TreeStep => ({
    kind: 'move',
    line: Math.min(lines.length - 1, Math.max(0, line)),
  });
  const here = lines[from];
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return move(from + 1);
    case 'ArrowUp':
    case 'k':
      return move(from - 1);
    case 'PageDown':
      return move(from + page);
    case 'PageUp':
      return move(from - page);
    case 'Home':
      return move(0);
    case 'End':
      return move(lines.length - 1);
    case 'ArrowRight':
      if (here?.node.kind !== 'run') return null;
      return isOpen(here.node) ? move(from + 1) : { kind: 'toggle', run: here.node };
    case 'ArrowLeft': {
      if (here === undefined) return null;
      if (here.node.kind === 'run' && isOpen(here.node)) return { kind: 'toggle', run: here.node };
      const above = lines.slice(0, from).findLastIndex(({ level }) => level < here.level);
      return above === -1 ? null : move(above);
    }
    default:
      return null;
  }
}
