import type { ReactNode } from 'react';
import styles from './link-list.module.css';

export interface LinkListProps {
  /** `LinkLine`s. */
  readonly children: ReactNode;
}

/** Lines of a pane that lead somewhere else. */
export const LinkList = ({ children }: LinkListProps) => (
  <ul className={styles.list}>{children}</ul>
);

export interface LinkLineProps {
  /** Left out: the line leads nowhere. */
  readonly onOpen?: (() => void) | undefined;
  readonly children: ReactNode;
}

export const LinkLine = ({ onOpen, children }: LinkLineProps) => (
  <li>
    {onOpen === undefined ? (
      <span className={styles.plain}>{children}</span>
    ) : (
      <button type="button" onClick={onOpen}>
        {children}
      </button>
    )}
  </li>
);
