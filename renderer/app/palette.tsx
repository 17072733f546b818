import { Command } from 'cmdk';
import { useState } from 'react';
import { useIntents, useMirror, useShell } from '#renderer/state/use-mirror.tsx';
import { withEllipsis } from '#renderer/state/words.ts';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { LaneIcon } from '#renderer/ui/lane-icon.tsx';
import { Palette as Frame } from '#renderer/ui/palette.tsx';
import type { Condition } from '#shared/domain/condition.ts';
import { verbLabels } from '#shared/domain/verb.ts';
import { listActions } from './actions.ts';
import type { Commands } from './commands.ts';
import { isMac } from '#renderer/state/is-mac.ts';
import { keyTable, printKeys, type CommandId } from '#renderer/state/keys.ts';
import styles from './palette.module.css';

const parts = ['Act', 'Go', 'Find', 'Move'] as const;
const itemsAtMost = 8;
/** Of no use inside the palette: they move in the list behind it, or open it. */
const unlisted = new Set([
  'next',
  'previous',
  'extendNext',
  'extendPrevious',
  'palette',
  'back',
  // Listed by their names instead.
  'goView',
]);

const isListed = (command: CommandId): boolean =>
  !unlisted.has(command) && !verbCommands.includes(command);

function MatchingItems({ text, onGo }: { text: string; onGo: (id: string) => void }) {
  const byId = useMirror((state) => state.byId);
  const wanted = text.trim().toLowerCase();
  if (wanted.length < 2) return null;
  const found: Condition[] = [];
  for (const condition of byId.values()) {
    const { title, message } = condition;
    if (`${title} ${message}`.toLowerCase().includes(wanted)) found.push(condition);
    // There may be tens of thousands, and this is asked for each letter.
    if (found.length === itemsAtMost) break;
  }
  if (found.length === 0) return null;
  return (
    <Command.Group heading="Items">
      {found.map(({ id, title, lane, message }) => (
        <Command.Item key={id} value={`item ${id} ${title} ${message}`} onSelect={() => onGo(id)}>
          <LaneIcon lane={lane} />
          <span className={styles.label}>{title}</span>
        </Command.Item>
      ))}
    </Command.Group>
  );
}

const keysOf = (command: CommandId): string =>
  printKeys(keyTable.find((entry) => entry.command === command)?.keys[0] ?? '', isMac());

/** Verbs with a key of their own; listed once, where the reason is told when they cannot be had. */
const verbCommands: readonly CommandId[] = ['acknowledge', 'snooze', 'archive'];

/** What can be done with the focused item or the selected ones; the rest with the reason why not. */
function Actions({ onRun }: { onRun: (act: () => void) => void }) {
  const shell = useShell();
  const actions = listActions(shell);
  return (
    <Command.Group heading="For what you point at">
      {actions.map(({ verb, ids, why }) => (
        <Command.Item
          key={verb}
          value={`action ${verb} ${verbLabels[verb]}`}
          disabled={why !== null}
          onSelect={() => onRun(() => void shell.intents.act(verb, ids))}
        >
          <span className={styles.label}>
            {withEllipsis(verb, verbLabels[verb])}
            {ids.length > 1 && ` · ${ids.length}`}
          </span>
          {why !== null && <small className={styles.why}>{why}</small>}
          {verbCommands.map(
            (command) => command === verb && <Kbd key={verb} keys={keysOf(command)} />,
          )}
        </Command.Item>
      ))}
    </Command.Group>
  );
}

/** Each saved view by its name: to go there, and to change it. */
function Views({ onRun }: { onRun: (act: () => void) => void }) {
  const views = useMirror((state) => state.views);
  const { go, askName, deleteView } = useIntents();
  if (views === null || views.length === 0) return null;
  const line = (id: string, label: string, act: () => void, keys?: string) => (
    // Two views may have the same name.
    <Command.Item key={`${id} ${label}`} value={`view ${id} ${label}`} onSelect={() => onRun(act)}>
      <span className={styles.label}>{label}</span>
      {keys !== undefined && <Kbd keys={keys} />}
    </Command.Item>
  );
  return (
    <Command.Group heading="Saved views">
      {views.map(({ id, name }, at) => [
        line(
          id,
          `Go to view: ${name}`,
          () => go({ kind: 'list', lane: null, view: id }),
          at < 9 ? printKeys(`G ${at + 1}`, isMac()) : undefined,
        ),
        line(id, `Rename view: ${name}…`, () => askName({ viewId: id })),
        line(id, `Delete view: ${name}`, () => void deleteView(id)),
      ])}
    </Command.Group>
  );
}

/** Every action with its key, and every item by its words. */
export function Palette({ commands }: { readonly commands: Commands }) {
  const intents = useIntents();
  const canAct = listActions(useShell()).some(({ why }) => why === null);
  const [text, setText] = useState('');
  const close = () => intents.show({ overlay: null });
  const run = (act: () => void) => {
    close();
    // Once the palette is gone and the focus is back, so that what opens next can have it.
    setTimeout(act, 0);
  };
  return (
    <Frame label="Everything" text={text} onText={setText} onClose={close}>
      <Command.Empty className={styles.empty}>Nothing is called that.</Command.Empty>
      {canAct && <Actions onRun={run} />}
      {parts.map((part) => (
        <Command.Group key={part} heading={part}>
          {keyTable
            .filter((entry) => entry.part === part && isListed(entry.command))
            .map(({ command, keys, label }) => (
              <Command.Item
                key={command}
                value={label}
                onSelect={() => run(() => commands[command]())}
              >
                <span className={styles.label}>{label}</span>
                <Kbd keys={printKeys(keys[0] ?? '', isMac())} />
              </Command.Item>
            ))}
        </Command.Group>
      ))}
      <Views onRun={run} />
      {!canAct && <Actions onRun={run} />}
      <MatchingItems
        text={text}
        onGo={(conditionId) => run(() => intents.go({ kind: 'item', conditionId }))}
      />
    </Frame>
  );
}
