import type { Condition } from '#shared/domain/condition.ts';
import { causeKey, type Member } from '#shared/domain/group.ts';
import { rank } from '#shared/domain/order.ts';
import { textOf, type Searched } from '#shared/domain/query.ts';

/**
 * An id's row: one object for as long as the id is known. What a list asks of tens of thousands of
 * rows is kept here, where it is found without asking a map.
 */
export interface Spot {
  readonly kind: 'item';
  readonly id: string;
  /** What it says at present; null when it is gone. */
  entry: Entry | null;
  /** The list that was last asked where its rows stand, by number, and the row's place among its rows. */
  stamp: number;
  at: number;
}

/** A condition with all that ordering, filtering and laying out ask of it, worked out once. */
export interface Entry extends Member, Searched {
  condition: Condition;
  readonly line: Spot;
  readonly key: string;
}

/** Every row that is known, the gone ones that are still shown included. */
export interface Spots {
  readonly byId: Map<string, Spot>;
  /** How many lists have got a number so far, and the number of the one whose places are in the rows. */
  issued: number;
  placed: number;
}

export const createSpots = (): Spots => ({ byId: new Map(), issued: 0, placed: 0 });

/** Puts a condition in its row, instead of what was there. */
export function enter({ byId }: Spots, condition: Condition): Entry {
  const { id } = condition;
  const known = byId.get(id);
  const line = known ?? { kind: 'item', id, entry: null, stamp: 0, at: 0 };
  if (known === undefined) byId.set(id, line);
  const entry: Entry = {
    ...rank(condition),
    cause: null,
    text: textOf(condition),
    line,
    key: causeKey(condition),
  };
  line.entry = entry;
  return entry;
}

/** Whether nothing has taken its place since. */
export const isPresent = (entry: Entry): boolean => entry.line.entry === entry;
