import type { ReactNode } from 'react';
import styles from './panel.module.css';

export interface PanelProps {
  /** Given where nothing in it takes the focus: then the page itself does, so that it can be scrolled. */
  readonly label?: string | undefined;
  readonly children: ReactNode;
}

/** A page of the settings: one readable column that scrolls. */
export function Panel({ label, children }: PanelProps) {
  const column = <div className={styles.column}>{children}</div>;
  if (label === undefined) return <div className={styles.panel}>{column}</div>;
  return (
    // Scrolls, so the keyboard has to reach it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={styles.panel} tabIndex={0} aria-label={label}>
      {column}
    </section>
  );
}
