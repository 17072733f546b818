import type { ReactNode } from 'react';
import styles from './facts.module.css';

export interface FactRow {
  readonly name: string;
  readonly value: ReactNode;
  /** Monospace, for paths, branches and ids. */
  readonly isCode?: boolean | undefined;
}

/** Named values, one a row. */
export function Facts({ rows }: { readonly rows: readonly FactRow[] }) {
  return (
    <dl className={styles.facts}>
      {rows.map((row) => (
        <div className={styles.row} key={row.name}>
          <dt>{row.name}</dt>
          <dd data-code={row.isCode ?? false}>{row.value}</dd>
        </div>
      ))}
    </dl>
  );
}
