import type { ReactNode } from 'react';
import styles from './list-head.module.css';

export interface ListHeadProps {
  readonly title: string;
  /** How many there are, and what arranges them. */
  readonly children: ReactNode;
}

/** The bar above a list. */
export const ListHead = ({ title, children }: ListHeadProps) => (
  <div className={styles.head}>
    <h1 title={title}>{title}</h1>
    {children}
  </div>
);
