import { stepLine } from '#renderer/ui/step-line.ts';
import type { RunLine } from './run-lines.ts';
import type { RunNode } from './run-tree.ts';

export type TreeStep =
  | { readonly kind: 'move'; readonly line: number }
  | { readonly kind: 'toggle'; readonly run: RunNode };

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
  const line = stepLine(key, from, lines.length);
  if (line !== null) return { kind: 'move', line };
  const here = lines[from];
  if (here === undefined) return null;
  const { node, level } = here;
  const isOpenRun = node.kind === 'run' && isOpen(node);
  switch (key) {
    case 'ArrowRight':
      if (node.kind !== 'run') return null;
      return isOpenRun
        ? { kind: 'move', line: Math.min(from + 1, lines.length - 1) }
        : { kind: 'toggle', run: node };
    case 'ArrowLeft': {
      if (isOpenRun) return { kind: 'toggle', run: node };
      const above = lines.slice(0, from).findLastIndex((one) => one.level < level);
      return above === -1 ? null : { kind: 'move', line: above };
    }
    default:
      return null;
  }
}
