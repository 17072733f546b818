import { Monitor, Moon, Sun } from 'lucide-react';
import { themes, type Theme } from '#renderer/state/mirror-state.ts';
import { useIntents, useMirror } from '#renderer/state/use-mirror.tsx';
import { BarButton } from '#renderer/ui/bar-button.tsx';
import { Menu, MenuItem, MenuLine } from '#renderer/ui/menu.tsx';

const icons = { system: Monitor, light: Sun, dark: Moon } as const;
const labels: Readonly<Record<Theme, string>> = {
  system: 'As the system',
  light: 'Light',
  dark: 'Dark',
};

/** Theme and density. */
export function ThemeMenu() {
  const { theme, density } = useMirror((state) => state.appearance);
  const intents = useIntents();
  const Icon = icons[theme];
  return (
    <Menu
      align="end"
      trigger={
        <BarButton size="m" aria-label="Appearance">
          <Icon size={16} aria-hidden="true" />
        </BarButton>
      }
    >
      {themes.map((one) => (
        <MenuItem
          key={one}
          isChosen={one === theme}
          onSelect={() => intents.setAppearance({ theme: one })}
        >
          {labels[one]}
        </MenuItem>
      ))}
      <MenuLine />
      <MenuItem
        isChosen={density === 'compact'}
        onSelect={() =>
          intents.setAppearance({ density: density === 'compact' ? 'comfortable' : 'compact' })
        }
      >
        Compact rows
      </MenuItem>
    </Menu>
  );
}
