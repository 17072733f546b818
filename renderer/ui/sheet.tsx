import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import { IconButton } from './icon-button.tsx';
import styles from './sheet.module.css';

export interface SheetProps {
  readonly title: ReactNode;
  /** One sentence under the title. */
  readonly summary?: ReactNode;
  readonly width?: 'm' | 'l' | undefined;
  /** What has the focus when it opens. */
  readonly initialFocus?: RefObject<HTMLElement | null> | undefined;
  readonly footer?: ReactNode;
  /** Keys pressed anywhere in it. */
  readonly onKey?: ((event: KeyboardEvent) => void) | undefined;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A modal sheet over the page; Esc and the cross close it. */
export function Sheet(props: SheetProps) {
  const { title, summary, width = 'm', initialFocus, footer, onKey, onClose, children } = props;
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.scrim} />
        <Dialog.Popup
          className={styles.sheet}
          data-width={width}
          onKeyDown={onKey}
          {...(initialFocus === undefined ? {} : { initialFocus })}
        >
          <header className={styles.head}>
            <div>
              <Dialog.Title className={styles.title}>{title}</Dialog.Title>
              {summary !== undefined && (
                <Dialog.Description className={styles.summary}>{summary}</Dialog.Description>
              )}
            </div>
            <Dialog.Close
              render={
                <IconButton label="Close">
                  <X size={16} aria-hidden="true" />
                </IconButton>
              }
            />
          </header>
          {/* Scrolls, so the keyboard has to reach it. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <section className={styles.body} tabIndex={0} aria-label="Contents">
            {children}
          </section>
          {footer !== undefined && <footer className={styles.foot}>{footer}</footer>}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
