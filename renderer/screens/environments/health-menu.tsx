import { ChevronDown } from 'lucide-react';
import { BarButton } from '#renderer/ui/bar-button.tsx';
import { Menu, MenuItem } from '#renderer/ui/menu.tsx';
import { environmentHealths, type EnvironmentHealth } from '#shared/domain/environment.ts';

export interface HealthMenuProps {
  readonly counts: Readonly<Record<EnvironmentHealth, number>>;
  readonly health: EnvironmentHealth | null;
  readonly onHealth: (health: EnvironmentHealth | null) => void;
}

/** Narrows the list to one health. */
export const HealthMenu = ({ counts, health, onHealth }: HealthMenuProps) => (
  <Menu
    align="end"
    trigger={
      <BarButton>
        {health === null ? 'Any health' : health}
        <ChevronDown size={14} aria-hidden="true" />
      </BarButton>
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
);
