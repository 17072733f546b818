import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { BarButton } from './bar-button.tsx';
import { Menu, MenuItem } from './menu.tsx';

export interface ChoiceMenuProps<T> {
  readonly options: readonly {
    readonly value: T;
    readonly label: string;
    /** After its label in the list, such as how many there are. */
    readonly more?: string | undefined;
  }[];
  readonly chosen: T;
  readonly onChoose: (value: T) => void;
  readonly align?: 'start' | 'end' | undefined;
  /** Before the chosen label; left out, an arrow stands behind it. */
  readonly icon?: ReactNode;
}

/** One of several, as a quiet button that names the chosen one and opens the list of all. */
export function ChoiceMenu<T>({ options, chosen, onChoose, align, icon }: ChoiceMenuProps<T>) {
  return (
    <Menu
      align={align}
      trigger={
        <BarButton>
          {icon}
          {options.find(({ value }) => value === chosen)?.label}
          {icon === undefined && <ChevronDown size={14} aria-hidden="true" />}
        </BarButton>
      }
    >
      {options.map(({ value, label, more }) => (
        <MenuItem key={label} isChosen={value === chosen} onSelect={() => onChoose(value)}>
          {more === undefined ? label : `${label} · ${more}`}
        </MenuItem>
      ))}
    </Menu>
  );
}
