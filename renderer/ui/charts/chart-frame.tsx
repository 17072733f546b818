import { useId, useState, type ReactNode } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import styles from './chart-frame.module.css';

export interface ChartTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface ChartFrameProps {
  readonly title: string;
  /** What it shows in one sentence, with the facts in it. */
  readonly summary: string;
  /** The same numbers, for whoever would rather read them. */
  readonly table: ChartTable;
  readonly children: ReactNode;
}

/** A chart with its title, its sentence and its numbers as a table. */
export function ChartFrame({ title, summary, table, children }: ChartFrameProps) {
  const titleId = useId();
  const [isTable, setIsTable] = useState(false);
  return (
    <section className={styles.frame} aria-labelledby={titleId}>
      <header className={styles.head}>
        <h2 id={titleId}>{title}</h2>
        <Button
          look="quiet"
          size="s"
          aria-pressed={isTable}
          aria-label={`${title} as a table`}
          onClick={() => setIsTable(!isTable)}
        >
          As a table
        </Button>
      </header>
      <p className={styles.summary}>{summary}</p>
      {isTable ? <NumbersTable table={table} label={title} /> : children}
    </section>
  );
}

function NumbersTable({ table, label }: { readonly table: ChartTable; readonly label: string }) {
  return (
    // Scrolls, so the keyboard has to reach it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={styles.scroller} tabIndex={0} aria-label={`${label}, numbers`}>
      <table className={styles.table}>
        <thead>
          <tr>
            {table.columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(([first = '', ...rest]) => (
            <tr key={first}>
              <th scope="row">{first}</th>
              {rest.map((value, at) => (
                <td key={table.columns[at + 1]}>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
