import { describe, expect, it } from 'vitest';
import { createArranger } from '#renderer/state/arrange.ts';
import { createIntents } from '#renderer/state/intents.ts';
import { commandIds, keyTable } from '#renderer/state/keys.ts';
import { createMirror } from '#renderer/state/mirror.ts';
import { verbs, verbTiers } from '#shared/domain/verb.ts';
import { makeCondition } from '#shared/testing/make-condition.ts';
import { makeView } from '#shared/testing/make-view.ts';
import { findAction, itemVerbs, listActions } from './actions.ts';
import { createCommands } from './commands.ts';

/** One item that offers every verb there is, and one that offers none. */
function start() {
  const mirror = createMirror({ theme: 'system', density: 'comfortable' });
  const arrange = createArranger(() => 0);
  const intents = createIntents({ mirror, arrange, keepAppearance: () => undefined });
  const shell = { mirror, intents, arrange, nowMs: () => 0 };
  const all = makeCondition.crashed({
    id: 'all',
    actions: verbs.map((verb) => ({ verb, offered: true, effect: '' })),
  });
  const none = makeCondition.blocked({
    id: 'none',
    actions: verbs.map((verb) => ({ verb, offered: false, effect: '', why: `No ${verb}.` })),
  });
  mirror.setState(arrange(mirror.getState(), { view: makeView() }, true, [all, none]));
  return shell;
}

describe('the action catalogue, by keyboard alone', () => {
  it.each(itemVerbs)('%s stands in the palette for the item that offers it', (verb) => {
    const shell = start();
    shell.intents.focus('all');
    expect(listActions(shell).filter((action) => action.verb === verb)).toEqual([
      { verb, ids: ['all'], why: null },
    ]);
  });

  it.each(itemVerbs)(
    '%s is told with its reason where it is not offered, or nothing is focused',
    (verb) => {
      const shell = start();
      expect(findAction(shell, verb).why).toMatch(/\w/u);
      shell.intents.focus('none');
      expect(findAction(shell, verb)).toEqual({ verb, ids: [], why: `No ${verb}.` });
    },
  );

  it('acts on those of the selected ones that it is offered for', () => {
    const shell = start();
    shell.intents.selectAll();
    expect(findAction(shell, 'restart')).toMatchObject({ ids: ['all'] });
  });

  it('gives every command a key of its own, and every key a command that is there', () => {
    const keys = keyTable.flatMap((entry) => entry.keys);
    expect(new Set(keys).size).toBe(keys.length);
    const commands = createCommands(start(), () => undefined);
    const keyed = new Set(keyTable.map((entry) => entry.command));
    for (const id of commandIds) {
      expect(keyed).toContain(id);
      expect(commands[id]).toBeTypeOf('function');
    }
  });

  it('reaches every verb: those of items above, undo by its key, restore where backups are listed', () => {
    const others = verbs.filter((verb) => !itemVerbs.includes(verb));
    expect(others).toEqual(['restore', 'undo']);
    expect(keyTable.map(({ command }) => command)).toEqual(
      expect.arrayContaining(['undo', 'goOperations']),
    );
  });

  it('gives no verb that destroys anything to a key without the review sheet', () => {
    for (const verb of ['acknowledge', 'snooze', 'undo'] as const)
      expect(verbTiers[verb]).toBeLessThan(2);
    for (const verb of ['archive', 'clean_up', 'stop', 'restart', 'restore'] as const)
      expect(verbTiers[verb]).toBeGreaterThanOrEqual(2);
  });

  it.each(['proposed', 'review'] as const)(
    'tells why when %s is pressed and nothing is pointed at, or nothing is proposed',
    (command) => {
      const shell = start();
      const commands = createCommands(shell, () => undefined);
      const told = () => shell.mirror.getState().notices.at(-1);
      commands[command]();
      expect(told()?.lines).toEqual(['Focus an item first, by J or K, or select some.']);
      const lost = makeCondition.blocked({ id: 'lost', title: 'Lost', proposed: null });
      const { mirror, arrange } = shell;
      mirror.setState(arrange(mirror.getState(), {}, true, [lost]));
      shell.intents.focus('lost');
      commands[command]();
      expect(told()).toMatchObject({
        title: 'Lost',
        lines: ['Nothing is proposed for it; 2 opens all its actions.'],
      });
    },
  );

  it.each(['acknowledge', 'proposed', 'review', 'otherActions', 'saveView'] as const)(
    'says where %s belongs when another place is shown',
    (command) => {
      const shell = start();
      shell.intents.focus('all');
      shell.intents.go({ kind: 'operations' });
      createCommands(shell, () => undefined)[command]();
      const { notices, menuId, naming } = shell.mirror.getState();
      expect(notices.at(-1)?.title).toBe('This is for the items of the list');
      expect([menuId, naming]).toEqual([null, null]);
    },
  );

  it('says so when no view is kept under the number that was pressed', () => {
    const shell = start();
    createCommands(shell, () => undefined).goView('3');
    expect(shell.mirror.getState().notices.at(-1)?.title).toBe('No view is kept as number 3');
  });

  it.each(['snooze', 'archive', 'acknowledge'] as const)(
    'tells why when %s is pressed and cannot be done',
    (command) => {
      const shell = start();
      shell.intents.focus('none');
      createCommands(shell, () => undefined)[command]();
      expect(shell.mirror.getState().notices.at(-1)?.lines).toEqual([`No ${command}.`]);
    },
  );
});
