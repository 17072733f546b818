import type { Session } from './session.ts';
import type { Cost, Task } from './task.ts';

const plus = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : b === undefined ? a : a + b;

/** Both together; what neither knows stays unknown. */
export function addCost(a: Cost | undefined, b: Cost | undefined): Cost {
  const usd = plus(a?.usd, b?.usd);
  const tokens = plus(a?.tokens, b?.tokens);
  return { ...(usd !== undefined && { usd }), ...(tokens !== undefined && { tokens }) };
}

/** A meter never runs backwards: a smaller reading is an older one. */
const later = (known: number | undefined, read: number | undefined): number | undefined =>
  known === undefined || read === undefined ? (read ?? known) : Math.max(known, read);

/**
 * Session and task once the session tells what it has consumed so far. The task gains only what is
 * new, so that telling it again costs nothing, and what its earlier sessions consumed stays.
 */
export function meter(
  task: Task,
  session: Session,
  reading: Cost,
): { readonly task: Task; readonly session: Session } {
  const usd = later(session.cost?.usd, reading.usd);
  const tokens = later(session.cost?.tokens, reading.tokens);
  const gained: Cost = {
    ...(usd !== undefined && { usd: usd - (session.cost?.usd ?? 0) }),
    ...(tokens !== undefined && { tokens: tokens - (session.cost?.tokens ?? 0) }),
  };
  const cost = { ...(usd !== undefined && { usd }), ...(tokens !== undefined && { tokens }) };
  return {
    task: { ...task, cost: { ...task.cost, ...addCost(task.cost, gained) } },
    session: { ...session, cost: { ...session.cost, ...cost } },
  };
}

/** `$2.40`, `$18,412.70`. */
export const sayUsd = (usd: number): string =>
  `$${usd.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;

/** `184,200 tokens`. */
export const sayTokens = (tokens: number): string => `${tokens.toLocaleString('en')} tokens`;
