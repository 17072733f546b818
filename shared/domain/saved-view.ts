import type { Ordering } from './order.ts';
import { quoteValue } from './query.ts';

/** A search that the operator gave a name: what to look for, and how the list is arranged. */
export interface SavedView {
  /** Stays when it is renamed, so that links to it last. Letters, digits and `-`. */
  readonly id: string;
  readonly name: string;
  /** In the one query language; a lane or a workspace is a part of it. */
  readonly query: string;
  readonly ordering: Ordering;
  readonly isGrouped: boolean;
}

/** An id made of a name, other than all of those. */
export function nameView(name: string, taken: readonly Pick<SavedView, 'id'>[]): string {
  const words = name.toLowerCase().replaceAll(/[^a-z0-9]+/gu, '-');
  const base = words.replaceAll(/^-|-$/gu, '').slice(0, 40) || 'view';
  const isTaken = (id: string) => taken.some((view) => view.id === id);
  let id = base;
  for (let number = 2; isTaken(id); number += 1) id = `${base}-${number}`;
  return id;
}

/** A list narrowed by its lane and its workspace besides its words, as one query. */
export function joinQuery(query: string, lane: string | null, workspace: string | null): string {
  const parts = [
    lane === null ? '' : `lane:${lane}`,
    workspace === null ? '' : `workspace:${quoteValue(workspace)}`,
    query.trim(),
  ];
  return parts.filter((part) => part !== '').join(' ');
}
