import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import type { ReactElement, ReactNode, RefObject } from 'react';
import styles from './menu.module.css';

export interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly align?: 'start' | 'end' | undefined;
  readonly isOpen?: boolean | undefined;
  readonly onOpenChange?: ((isOpen: boolean) => void) | undefined;
  readonly children: ReactNode;
}

interface PanelProps {
  readonly align: 'start' | 'end';
  readonly anchor?: RefObject<HTMLElement | null> | undefined;
  readonly children: ReactNode;
}

const Panel = ({ align, anchor, children }: PanelProps) => (
  <Base.Portal>
    <Base.Positioner
      className={styles.positioner}
      align={align}
      sideOffset={4}
      {...(anchor === undefined ? {} : { anchor })}
    >
      <Base.Popup
        className={styles.popup}
        {...(anchor === undefined ? {} : { finalFocus: anchor })}
      >
        {children}
      </Base.Popup>
    </Base.Positioner>
  </Base.Portal>
);

/** A menu below its button. */
export function Menu({ trigger, align = 'start', isOpen, onOpenChange, children }: MenuProps) {
  return (
    <Base.Root
      modal={false}
      {...(isOpen === undefined ? {} : { open: isOpen })}
      {...(onOpenChange === undefined ? {} : { onOpenChange: (open) => onOpenChange(open) })}
    >
      <Base.Trigger render={trigger} />
      <Panel align={align}>{children}</Panel>
    </Base.Root>
  );
}

export interface OpenMenuProps {
  /** The button that opened it, and closes it when it is pressed again. */
  readonly button: RefObject<HTMLElement | null>;
  readonly align?: 'start' | 'end' | undefined;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A menu that is there only while it is open: for lists, whose rows are to be made quickly. */
export function OpenMenu({ button, align = 'start', onClose, children }: OpenMenuProps) {
  return (
    <Base.Root
      open
      modal={false}
      onOpenChange={(_, { event, reason }) => {
        const isOnButton = event.target instanceof Node && button.current?.contains(event.target);
        // The press is the button's own: it would open it again.
        if (reason !== 'outside-press' || isOnButton !== true) onClose();
      }}
    >
      <Panel align={align} anchor={button}>
        {children}
      </Panel>
    </Base.Root>
  );
}

export interface MenuItemProps {
  readonly icon?: ReactNode;
  /** A second, quieter line: the effect, or why it is disabled. */
  readonly note?: string | undefined;
  readonly isDisabled?: boolean | undefined;
  /** One of several, this one chosen. */
  readonly isChosen?: boolean | undefined;
  readonly onSelect: () => void;
  readonly children: ReactNode;
}

export function MenuItem(props: MenuItemProps) {
  const { icon, note, isDisabled = false, isChosen, onSelect, children } = props;
  return (
    <Base.Item className={styles.item} disabled={isDisabled} onClick={onSelect}>
      {icon !== undefined && <span className={styles.icon}>{icon}</span>}
      {isChosen !== undefined && (
        <span className={styles.icon}>{isChosen && <Check size={14} aria-label="chosen" />}</span>
      )}
      <span className={styles.text}>
        {children}
        {note !== undefined && <small className={styles.note}>{note}</small>}
      </span>
    </Base.Item>
  );
}

export const MenuLine = () => <Base.Separator className={styles.line} />;
