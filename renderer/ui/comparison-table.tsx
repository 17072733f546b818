import { Equal, EqualNot } from 'lucide-react';
import type { Comparison } from '#shared/domain/condition.ts';
import styles from './comparison-table.module.css';
import { isCode, shortPair } from './is-code.ts';
import { VisuallyHidden } from './visually-hidden.tsx';

/** Recorded beside observed. A difference is marked by sign, frame and words, not by colour alone. */
export function ComparisonTable({ comparisons }: { readonly comparisons: readonly Comparison[] }) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">
            <VisuallyHidden>What</VisuallyHidden>
          </th>
          <th scope="col">recorded</th>
          <th scope="col" className={styles.sign}>
            <VisuallyHidden>Agreement</VisuallyHidden>
          </th>
          <th scope="col">observed</th>
        </tr>
      </thead>
      <tbody>
        {comparisons.map((row) => (
          <ComparisonRow key={row.name} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function ComparisonRow({ row }: { readonly row: Comparison }) {
  const [recorded, observed] = shortPair(row.recorded, row.observed);
  const Sign = row.differs ? EqualNot : Equal;
  return (
    <tr data-differs={row.differs}>
      <th scope="row">{row.name}</th>
      <td>
        <span className={styles.recorded} data-code={isCode(row.recorded)} title={row.recorded}>
          {recorded}
        </span>
      </td>
      <td className={styles.sign}>
        <Sign size={14} strokeWidth={2} aria-hidden="true" />
        <VisuallyHidden>{row.differs ? 'differs' : 'same'}</VisuallyHidden>
      </td>
      <td>
        <span className={styles.observed} data-code={isCode(row.observed)} title={row.observed}>
          {observed}
        </span>
      </td>
    </tr>
  );
}
