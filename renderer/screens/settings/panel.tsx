import type { ReactNode } from 'react';
import styles from './panel.module.css';

/** A page of the settings: one readable column that scrolls. */
export const Panel = ({ children }: { readonly children: ReactNode }) => (
  <div className={styles.panel}>
    <div className={styles.column}>{children}</div>
  </div>
);
