import type { Shell } from '#renderer/state/use-mirror.tsx';
import type { Lane } from '#shared/domain/condition.ts';
import { verbLabels, type Verb } from '#shared/domain/verb.ts';
import { findAction, findTargets, pointFirst } from './actions.ts';
import type { CommandId } from '#renderer/state/keys.ts';

/** What each does; `chord` is the last one pressed for it. False: nothing here, the key is the page's. */
export type Commands = Readonly<Record<CommandId, (chord?: string) => void | false>>;

/** The targets this verb is offered for; tells why not when there are none. */
function offered(shell: Shell, verb: Verb): readonly string[] {
  const action = findAction(shell, verb);
  const first = shell.mirror.getState().byId.get(findTargets(shell)[0] ?? '');
  if (action.why !== null)
    shell.intents.notify({
      tone: 'plain',
      title: first?.title ?? verbLabels[verb],
      lines: [action.why],
    });
  return action.ids;
}

/** The verb proposed for the first target, and every target it is offered for; tells why there is none. */
function proposal(shell: Shell): { verb: Verb; ids: readonly string[] } | null {
  const first = shell.mirror.getState().byId.get(findTargets(shell)[0] ?? '');
  if (first === undefined || first.proposed === null) {
    const why =
      first === undefined ? pointFirst : 'Nothing is proposed for it; 2 opens all its actions.';
    shell.intents.notify({ tone: 'plain', title: first?.title ?? 'Proposed action', lines: [why] });
    return null;
  }
  const ids = offered(shell, first.proposed);
  return ids.length === 0 ? null : { verb: first.proposed, ids };
}

/** Esc: closes the innermost thing that is open. */
function back({ mirror, intents }: Shell): void {
  const { opened, route, selected } = mirror.getState();
  if (opened !== null || route.kind === 'item') intents.back();
  else if (selected.size > 0) intents.clearSelection();
  else if (route.kind !== 'list') intents.back();
}

/** What each command does in this shell; `focusSearch` puts the caret into the search field. */
export function createCommands(shell: Shell, focusSearch: () => void): Commands {
  const { mirror, intents } = shell;
  const isList = () => ['list', 'item'].includes(mirror.getState().route.kind);
  const goLane = (lane: Lane | null) => () => intents.go({ kind: 'list', lane });
  const inList = (run: () => void) => () => (isList() ? run() : false);
  /** As `inList`; elsewhere it says where it belongs. */
  const onItems = (run: () => void) => () => {
    if (isList()) run();
    else
      intents.notify({
        tone: 'plain',
        title: 'This is for the items of the list',
        lines: ['G then N leads to it.'],
      });
  };
  const actOn = (verb: Verb): void => {
    const ids = offered(shell, verb);
    if (ids.length > 0) void intents.act(verb, ids);
  };
  const withFocused = (run: (id: string) => void) => () => {
    const { focusedId, byId } = mirror.getState();
    if (focusedId !== null && byId.has(focusedId)) run(focusedId);
  };
  return {
    next: inList(() => intents.move(1, false)),
    previous: inList(() => intents.move(-1, false)),
    extendNext: inList(() => intents.move(1, true)),
    extendPrevious: inList(() => intents.move(-1, true)),
    select: inList(withFocused((id) => intents.toggle(id))),
    selectAll: inList(() => intents.selectAll()),
    open: inList(withFocused((id) => intents.go({ kind: 'item', conditionId: id }))),
    back: () => back(shell),
    search: focusSearch,
    palette: () => intents.show({ overlay: 'palette' }),
    help: () => intents.show({ overlay: 'keys' }),
    goNeedsYou: goLane(null),
    goCrashed: goLane('crashed'),
    goOrphaned: goLane('orphaned'),
    goDrifted: goLane('drifted'),
    goBlocked: goLane('blocked'),
    goAcknowledged: () => intents.go({ kind: 'acknowledged', conditionId: null }),
    goView: (chord = '1') => {
      const view = mirror.getState().views?.[Number(chord) - 1];
      if (view !== undefined) intents.go({ kind: 'list', lane: null, view: view.id });
      else
        intents.notify({
          tone: 'plain',
          title: `No view is kept as number ${chord}`,
          lines: ['S keeps the list as one.'],
        });
    },
    saveView: onItems(() => intents.askName({ viewId: null })),
    goEnvironments: () => intents.go({ kind: 'environments', environmentId: null }),
    goRuns: () => intents.go({ kind: 'runs', runId: null }),
    goOperations: () => intents.go({ kind: 'operations' }),
    goHistory: () => intents.go({ kind: 'history' }),
    goSettings: () => intents.go({ kind: 'settings' }),
    proposed: onItems(() => {
      const found = proposal(shell);
      if (found !== null) void intents.act(found.verb, found.ids);
    }),
    otherActions: onItems(withFocused((id) => intents.show({ menuId: id }))),
    acknowledge: onItems(() => actOn('acknowledge')),
    snooze: onItems(() => actOn('snooze')),
    archive: onItems(() => actOn('archive')),
    undo: () => void intents.undoLast(),
    lookAgain: () => void intents.lookAgain(),
    review: onItems(() => {
      const found = proposal(shell);
      if (found !== null) void intents.review(found.verb, found.ids);
    }),
    bringIn: inList(() => intents.bringIn()),
  };
}
