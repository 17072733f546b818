import { ChevronDown } from 'lucide-react';
import { Menu, MenuItem } from '#renderer/ui/menu.tsx';
import { SearchField } from '#renderer/ui/search-field.tsx';
import { environmentHealths, type EnvironmentHealth } from '#shared/domain/environment.ts';
import styles from './environments-bar.module.css';

export interface EnvironmentsBarProps {
  readonly shown: number;
  readonly total: number;
  readonly counts: Readonly<Record<EnvironmentHealth, number>>;
  readonly text: string;
  readonly health: EnvironmentHealth | null;
  readonly onText: (text: string) => void;
  readonly onHealth: (health: EnvironmentHealth | null) => void;
}

/** Above the list: how many, and what narrows it. */
export function EnvironmentsBar(props: EnvironmentsBarProps) {
  const { shown, total, counts, text, health, onText, onHealth } = props;
  return (
    <div className={styles.bar}>
      <h1>Environments</h1>
      <output>{shown === total ? total : `${shown} of ${total}`}</output>
      <div className={styles.right}>
        <SearchField label="Find environments" text={text} onText={onText} />
        <Menu
          align="end"
          trigger={
            <button type="button" className={styles.plain}>
              {health === null ? 'Any health' : health}
              <ChevronDown size={14} aria-hidden="true" />
            </button>
          }
        >
          <MenuItem isChosen={health === null} onSelect={() => onHealth(null)}>
            Any health
          </MenuItem>
          {environmentHealths.map((one) => (
            <MenuItem key={one} isChosen={health === one} onSelect={() => onHealth(one)}>
              {one} · {counts[one]}
            </MenuItem>
          ))}
        </Menu>
      </div>
    </div>
  );
}
