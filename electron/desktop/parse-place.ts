import { isObject, readJson } from '#shared/domain/json.ts';

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
  isObject(value) &&
  ['x', 'y', 'width', 'height'].every((side) => isSide(value[side])) &&
  ['width', 'height'].every((side) => Number(value[side]) > 0);

/** Reads `window.json`; undefined when it names no place: it was torn, or made by hand. */
export function parsePlace(text: string): Place | undefined {
  const kept = readJson(text);
  if (!isObject(kept) || !isBounds(kept['bounds'])) return undefined;
  const { x, y, width, height } = kept['bounds'];
  return { bounds: { x, y, width, height }, isMaximized: kept['isMaximized'] === true };
}
