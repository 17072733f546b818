import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { IconButton } from './icon-button.tsx';
import styles from './side-pane.module.css';

export interface SidePaneProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** One line of a list, opened beside it. */
export function SidePane({ title, onClose, children }: SidePaneProps) {
  const titleId = useId();
  const pane = useRef<HTMLElement>(null);
  useEffect(() => {
    const screen = pane.current?.parentElement;
    return () => {
      // What had the focus in it is gone: the line that opened it has it again.
      if (document.activeElement === document.body)
        screen?.querySelector<HTMLElement>('[role=row][tabindex="0"]')?.focus();
    };
  }, []);
  return (
    <aside ref={pane} className={styles.pane} aria-labelledby={titleId}>
      <header className={styles.head}>
        <h2 id={titleId}>{title}</h2>
        <IconButton label="Close" onClick={onClose}>
          <X size={16} strokeWidth={1.75} aria-hidden="true" />
        </IconButton>
      </header>
      {children}
    </aside>
  );
}
