import { useId, type ReactNode } from 'react';
import { CloseButton } from './close-button.tsx';
import styles from './side-pane.module.css';

export interface SidePaneProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** One line of a list, opened beside it. */
export function SidePane({ title, onClose, children }: SidePaneProps) {
  const titleId = useId();
  return (
    <aside className={styles.pane} aria-labelledby={titleId}>
      <header className={styles.head}>
        <h2 id={titleId}>{title}</h2>
        <CloseButton onClose={onClose} />
      </header>
      {children}
    </aside>
  );
}
