/**
 * Where each id is in the list it was made of: an open-addressed table in three pieces of memory,
 * however many ids. A `Map` copies itself time and again while it grows, and hashes outside compiled
 * code.
 */
export interface IdPlaces {
  readonly ids: readonly string[];
  readonly hashes: Int32Array;
  /** Cells, twice as many as ids at least; each holds a place + 1, or 0 when it is free. */
  readonly cells: Int32Array;
  /** Whether every id is in the list only once. */
  readonly areUnique: boolean;
}

/** Over all characters: ids of one tool begin alike. Two a step, as each step waits for the last one. */
function hashOf(id: string): number {
  let hash = id.length;
  let at = 0;
  for (; at + 1 < id.length; at += 2)
    hash = (Math.imul(hash, 961) + Math.imul(id.charCodeAt(at), 31) + id.charCodeAt(at + 1)) | 0;
  if (at < id.length) hash = (Math.imul(hash, 31) + id.charCodeAt(at)) | 0;
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c_1b_3c_6d);
  return hash ^ (hash >>> 13);
}

/** The cell of an id, or the free one that it would be put into. */
function cellOf({ ids, hashes, cells }: IdPlaces, id: string, hash: number): number {
  const mask = cells.length - 1;
  let cell = hash & mask;
  for (;;) {
    const place = (cells[cell] ?? 0) - 1;
    if (place < 0 || (hashes[place] === hash && ids[place] === id)) return cell;
    cell = (cell + 1) & mask;
  }
}

function put(places: IdPlaces, id: string, place: number): boolean {
  const hash = hashOf(id);
  const cell = cellOf(places, id, hash);
  if (places.cells[cell] !== 0) return false;
  places.hashes[place] = hash;
  places.cells[cell] = place + 1;
  return true;
}

/** Cost grows with the number of ids; nothing is kept of them but themselves. */
export function placeIds(ids: readonly string[]): IdPlaces {
  const size = 2 ** Math.ceil(Math.log2(Math.max(1, ids.length) * 2));
  const places = {
    ids,
    hashes: new Int32Array(ids.length),
    cells: new Int32Array(size),
    areUnique: true,
  };
  for (let place = 0; place < ids.length; place += 1)
    if (!put(places, ids[place] ?? '', place)) places.areUnique = false;
  return places;
}

/** The place of an id, of twins that of the first; -1 when it is not in the list. */
export const placeOf = (places: IdPlaces, id: string): number =>
  (places.cells[cellOf(places, id, hashOf(id))] ?? 0) - 1;
