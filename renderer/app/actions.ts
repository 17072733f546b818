import type { Shell } from '#renderer/state/use-mirror.tsx';
import { isOffered } from '#shared/domain/offered.ts';
import { verbs, type Verb } from '#shared/domain/verb.ts';

/** A verb for what the operator points at: for these items, or why for none of them. */
export type Action =
  | { readonly verb: Verb; readonly ids: readonly string[]; readonly why: null }
  | { readonly verb: Verb; readonly ids: readonly []; readonly why: string };

/** The selected conditions, or else the focused one. */
export function findTargets({ mirror }: Shell): readonly string[] {
  const { selected, focusedId, byId } = mirror.getState();
  const chosen = [...selected].filter((id) => byId.has(id));
  if (chosen.length > 0) return chosen;
  return focusedId !== null && byId.has(focusedId) ? [focusedId] : [];
}

/** Planned from an operation or a backup, not from an item: Z takes back, G then A leads to both. */
const ofOperations: readonly Verb[] = ['undo', 'restore'];
/** What can be done about an item. */
export const itemVerbs: readonly Verb[] = verbs.filter((verb) => !ofOperations.includes(verb));

/** Said where nothing is pointed at. */
export const pointFirst = 'Focus an item first, by J or K, or select some.';

/** This verb for what the operator points at. */
export function findAction(shell: Shell, verb: Verb): Action {
  const { byId } = shell.mirror.getState();
  const targets = findTargets(shell);
  const ids = targets.filter((id) => isOffered(byId.get(id)?.actions ?? [], verb));
  if (ids.length > 0) return { verb, ids, why: null };
  const first = byId.get(targets[0] ?? '');
  const action = first?.actions.find((one) => one.verb === verb);
  const why =
    action?.offered === false
      ? action.why
      : first === undefined
        ? pointFirst
        : 'It is not offered for this item.';
  return { verb, ids: [], why };
}

/** What can be done about items, for what the operator points at; those that can be had come first. */
export const listActions = (shell: Shell): readonly Action[] =>
  itemVerbs
    .map((verb) => findAction(shell, verb))
    .toSorted((a, b) => Number(a.why !== null) - Number(b.why !== null));
