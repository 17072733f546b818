import { Check, Ellipsis } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useIntents, useMirror, useShell } from '#renderer/state/use-mirror.tsx';
import { ongoing, withEllipsis } from '#renderer/state/words.ts';
import { MenuItem, OpenMenu } from '#renderer/ui/menu.tsx';
import type { Condition } from '#shared/domain/condition.ts';
import { verbLabels, verbShortLabels } from '#shared/domain/verb.ts';
import styles from './row-action.module.css';

export interface RowActionProps {
  readonly condition: Condition;
  readonly isGone: boolean;
  readonly isTabStop: boolean;
}

function OtherActions({ condition, isTabStop }: Omit<RowActionProps, 'isGone'>) {
  const { id, title, actions } = condition;
  const intents = useIntents();
  const button = useRef<HTMLButtonElement>(null);
  const isOpen = useMirror((state) => state.menuId === id);
  const close = () => intents.show({ menuId: null });
  return (
    <>
      <button
        ref={button}
        type="button"
        className={styles.other}
        tabIndex={isTabStop ? 0 : -1}
        aria-label={`Other actions for ${title}`}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={isOpen ? close : () => intents.show({ menuId: id })}
      >
        <Ellipsis size={16} aria-hidden="true" />
      </button>
      {isOpen && (
        <OpenMenu align="end" button={button} onClose={close}>
          {actions.map((action) => (
            <MenuItem
              key={action.verb}
              note={action.offered ? action.effect : action.why}
              isDisabled={!action.offered}
              onSelect={() => void intents.act(action.verb, [id])}
            >
              {withEllipsis(action.verb, verbLabels[action.verb])}
            </MenuItem>
          ))}
        </OpenMenu>
      )}
    </>
  );
}

/** The row keeps the focus while its button cannot have it. */
const focusRow = (within: Element | null): void =>
  within?.closest<HTMLElement>('[role=row]')?.focus({ preventScroll: true });

/** What became of a row that keeps its place for a moment longer. */
function Gone({ id }: { readonly id: string }) {
  const { mirror, intents } = useShell();
  const { setHold } = intents;
  const mark = useRef<HTMLSpanElement>(null);
  const isAcknowledged = useMirror(
    ({ view }) => view?.acknowledged.some((condition) => condition.id === id) === true,
  );
  useEffect(() => {
    // A focused button that is taken away lets the focus fall: its row keeps it.
    const { focusedId, hold } = mirror.getState();
    const isFallen = document.activeElement === document.body && hold.isFocusWithin;
    if (isFallen && focusedId === id) focusRow(mark.current);
    // Who pressed it with the pointer need not move on for the list to close up.
    const row = mark.current?.closest('[role=row]');
    if (row?.matches(':focus:not(:focus-visible)') === true) setHold({ isFocusWithin: false });
  }, [mirror, setHold, id]);
  return (
    <span ref={mark} className={styles.gone}>
      <Check size={14} aria-hidden="true" />
      {isAcknowledged ? 'Acknowledged' : 'Resolved'}
    </span>
  );
}

/** The proposed action as a button, and the others in a menu beside it. */
export function RowAction({ condition, isGone, isTabStop }: RowActionProps) {
  const intents = useIntents();
  const busy = useMirror((state) => state.busy.get(condition.id));
  if (isGone) return <Gone id={condition.id} />;
  const { proposed } = condition;
  const action = condition.actions.find((one) => one.verb === proposed);
  const why = action?.offered === false ? action.why : undefined;
  return (
    <>
      {proposed !== null && (
        <button
          type="button"
          className={styles.proposed}
          tabIndex={isTabStop ? 0 : -1}
          disabled={busy !== undefined}
          aria-disabled={why !== undefined || undefined}
          aria-label={`${verbLabels[proposed]}: ${condition.title}`}
          title={why ?? action?.effect}
          onClick={({ currentTarget }) => {
            focusRow(currentTarget);
            if (why === undefined) void intents.act(proposed, [condition.id]);
          }}
        >
          {busy === undefined
            ? withEllipsis(proposed, verbShortLabels[proposed])
            : `${ongoing[busy]}…`}
        </button>
      )}
      <OtherActions condition={condition} isTabStop={isTabStop} />
    </>
  );
}
