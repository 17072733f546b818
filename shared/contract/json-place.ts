import { placeOf, type JsonPath, type TextPlace } from '#shared/domain/text-place.ts';
import { walkJson, type JsonFault } from './json-walk.ts';

/** Where the text stops being JSON, and what could stand there; null when it is JSON. */
export function findSyntaxFault(text: string): JsonFault | null {
  return walkJson(text, () => false);
}

/** Where the value at `path` begins; of a missing field, the object that should have it. */
export function findJsonPlace(text: string, path: JsonPath): TextPlace {
  let best = { depth: -1, offset: 0 };
  walkJson(text, (visited, offset) => {
    const isOnTheWay =
      visited.length > best.depth && visited.every((key, depth) => key === path[depth]);
    if (isOnTheWay) best = { depth: visited.length, offset };
    return best.depth === path.length;
  });
  return placeOf(text, best.offset);
}

const quote = 0x22;
const backslash = 0x5c;

/** Whether arrays and objects are nested deeper than `limit`. Looks at brackets only. */
export function isNestedDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) isInString = !isInString;
    else if (isInString) at += code === backslash ? 1 : 0;
    // `[` and `{`, `]` and `}` differ in one bit only.
    else if ((code | 0x20) === 0x7b) depth += 1;
    else if ((code | 0x20) === 0x7d) depth -= 1;
    if (depth > limit) return true;
  }
  return false;
}
