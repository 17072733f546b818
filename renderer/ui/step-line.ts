const page = 10;

/** Where a key leads from line `from` (-1: none yet) of `count`; null when it leads nowhere. */
export function stepLine(key: string, from: number, count: number): number | null {
  const last = count - 1;
  const clamp = (line: number): number => Math.min(last, Math.max(0, line));
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return clamp(from + 1);
    case 'ArrowUp':
    case 'k':
      return clamp(from - 1);
    case 'PageDown':
      return clamp(from + page);
    case 'PageUp':
      return clamp(from - page);
    case 'Home':
      return clamp(0);
    case 'End':
      return clamp(last);
    default:
      return null;
  }
}
