import { Dialog } from '@base-ui/react/dialog';
import { Command } from 'cmdk';
import type { ReactNode } from 'react';
import styles from './palette.module.css';

export interface PaletteProps {
  readonly label: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onClose: () => void;
  /** `Command.Group` and `Command.Item`. */
  readonly children: ReactNode;
}

/** A search field over a list of commands; arrows choose, Enter runs, Esc closes. */
export function Palette({ label, text, onText, onClose, children }: PaletteProps) {
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.scrim} />
        <Dialog.Popup className={styles.popup} aria-label={label}>
          <Command label={label} loop>
            <Command.Input
              className={styles.input}
              value={text}
              onValueChange={onText}
              placeholder="What do you want to do?"
            />
            <Command.List className={styles.list}>{children}</Command.List>
          </Command>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
