import { ChoiceMenu } from '#renderer/ui/choice-menu.tsx';
import { environmentHealths, type EnvironmentHealth } from '#shared/domain/environment.ts';

export interface HealthMenuProps {
  readonly counts: Readonly<Record<EnvironmentHealth, number>>;
  readonly health: EnvironmentHealth | null;
  readonly onHealth: (health: EnvironmentHealth | null) => void;
}

/** Narrows the list to one health. */
export const HealthMenu = ({ counts, health, onHealth }: HealthMenuProps) => (
  <ChoiceMenu<EnvironmentHealth | null>
    align="end"
    options={[
      { value: null, label: 'Any health' },
      ...environmentHealths.map((one) => ({ value: one, label: one, more: String(counts[one]) })),
    ]}
    chosen={health}
    onChoose={onHealth}
  />
);
