/** A place on the screens, in the system's units. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Place {
  readonly bounds: Bounds;
  readonly isMaximized: boolean;
}

/** Screens are given as 32-bit numbers; anything larger is none. */
const isSide = (value: unknown): value is number =>
  Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31;

const isBounds = (value: unknown): value is Bounds =>
  typeof value === 'object' &&
  value !== null &&
  // Named here, so each is a field that may be asked for.
  ['x', 'y', 'width', 'height'].every((side) => isSide((value as Record<string, unknown>)[side])) &&
  ['width', 'height'].every((side) => Number((value as Record<string, unknown>)[side]) > 0);

/** Reads `window.json`; undefined when it names no place: it was torn, or made by hand. */
export function parsePlace(text: string): Place | undefined {
  let kept: unknown;
  try {
    kept = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  if (typeof kept !== 'object' || kept === null || !('bounds' in kept)) return undefined;
  if (!isBounds(kept.bounds)) return undefined;
  const { x, y, width, height } = kept.bounds;
  return {
    bounds: { x, y, width, height },
    isMaximized: 'isMaximized' in kept && kept.isMaximized === true,
  };
}
