import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import styles from './tabs.module.css';

export interface TabEntry {
  readonly id: string;
  readonly label: string;
  readonly content: ReactNode;
}

export interface TabsProps {
  /** Read by screen readers. */
  readonly label: string;
  readonly tabs: readonly TabEntry[];
  /** At the left of the tabs. */
  readonly title: ReactNode;
}

/** A bar of tabs with a heading; arrows move between them. */
export function Tabs({ label, tabs, title }: TabsProps) {
  return (
    <Base.Root className={styles.root} defaultValue={tabs[0]?.id ?? null}>
      <div className={styles.bar}>
        {title}
        <Base.List className={styles.list} aria-label={label} activateOnFocus>
          {tabs.map((tab) => (
            <Base.Tab key={tab.id} className={styles.tab} value={tab.id}>
              {tab.label}
            </Base.Tab>
          ))}
        </Base.List>
      </div>
      {tabs.map((tab) => (
        <Base.Panel key={tab.id} className={styles.panel} value={tab.id} tabIndex={-1}>
          {tab.content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
