import { Ban, Ellipsis } from 'lucide-react';
import { Button } from '#renderer/ui/button.tsx';
import { Menu, MenuItem } from '#renderer/ui/menu.tsx';
import { ongoing, withEllipsis } from '#renderer/state/words.ts';
import type { Condition } from '#shared/domain/condition.ts';
import { verbLabels, verbShortLabels, type Verb } from '#shared/domain/verb.ts';
import styles from './actions.module.css';
import { arrangeActions } from './arrange-actions.ts';

export interface ActionsProps {
  readonly condition: Condition;
  /** The verb that is under way; nothing else can be begun meanwhile. */
  readonly busy: Verb | null;
  /** The key of the proposed one works where the list is shown. */
  readonly hasKey: boolean;
  readonly onAct: (verb: Verb) => void;
}

/** What can be done: the proposed action with its effect, the others, and why some cannot be taken. */
export function Actions({ condition, busy, hasKey, onAct }: ActionsProps) {
  const { primary, second, others, disabled } = arrangeActions(condition);
  const isBusy = busy !== null;
  return (
    <div className={styles.actions}>
      <div className={styles.row}>
        {primary !== null && (
          <Button
            look="primary"
            keys={hasKey ? '1' : undefined}
            disabled={isBusy}
            onClick={() => onAct(primary.verb)}
          >
            {busy === primary.verb
              ? `${ongoing[busy]}…`
              : withEllipsis(primary.verb, verbLabels[primary.verb])}
          </Button>
        )}
        {second !== null && (
          <Button disabled={isBusy} title={second.effect} onClick={() => onAct(second.verb)}>
            {withEllipsis(second.verb, verbShortLabels[second.verb])}
          </Button>
        )}
        {others.length > 0 && (
          <Menu
            align="end"
            trigger={
              <Button aria-label="Other actions" disabled={isBusy}>
                <Ellipsis aria-hidden="true" />
              </Button>
            }
          >
            {others.map((action) => (
              <MenuItem key={action.verb} note={action.effect} onSelect={() => onAct(action.verb)}>
                {withEllipsis(action.verb, verbLabels[action.verb])}
              </MenuItem>
            ))}
          </Menu>
        )}
      </div>
      {primary !== null && <p className={styles.effect}>{primary.effect}</p>}
      {disabled.length > 0 && (
        <ul className={styles.disabled} aria-label="Not possible now">
          {disabled.map((action) => (
            <li key={action.verb}>
              <Ban size={14} strokeWidth={1.75} aria-hidden="true" />
              <span>
                <b>{verbLabels[action.verb]}</b> is not possible now. {action.why}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
