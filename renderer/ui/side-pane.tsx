import { X } from 'lucide-react';
import { useId, type ReactNode } from 'react';
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
  return (
    <aside className={styles.pane} aria-labelledby={titleId}>
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
