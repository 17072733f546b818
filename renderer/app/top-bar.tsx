import { Brand } from './brand.tsx';
import { LiveState } from './live-state.tsx';
import { SearchField } from './search-field.tsx';
import { ThemeMenu } from './theme-menu.tsx';
import { WorkspaceMenu } from './workspace-menu.tsx';
import styles from './top-bar.module.css';

export interface TopBarProps {
  /** Nothing is watched yet: there is nothing to search and nothing to age. */
  readonly isBare: boolean;
  /** Told the search field once it is there, so that a key can reach it. */
  readonly onSearchField: (field: HTMLInputElement | null) => void;
}

/** Name, workspace, search, and how fresh what is shown is. */
export function TopBar({ isBare, onSearchField }: TopBarProps) {
  return (
    <header className={styles.top}>
      <Brand />
      <WorkspaceMenu />
      {!isBare && <SearchField onField={onSearchField} />}
      <div className={styles.right}>
        {!isBare && <LiveState />}
        <ThemeMenu />
      </div>
    </header>
  );
}
