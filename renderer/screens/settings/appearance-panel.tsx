import { themes, type Density, type Theme } from '#renderer/state/mirror-state.ts';
import { useIntents, useMirror } from '#renderer/state/use-mirror.tsx';
import { Choice } from '#renderer/ui/choice.tsx';
import styles from './appearance-panel.module.css';
import { Panel } from './panel.tsx';

const themeLabels: Readonly<Record<Theme, string>> = {
  system: 'As the system',
  light: 'Light',
  dark: 'Dark',
};

const densityOptions: readonly { readonly value: Density; readonly label: string }[] = [
  { value: 'comfortable', label: 'Comfortable' },
  { value: 'compact', label: 'Compact' },
];

/** Theme and density, at once. */
export function AppearancePanel() {
  const { theme, density } = useMirror((state) => state.appearance);
  const { setAppearance } = useIntents();
  return (
    <Panel>
      <section className={styles.choices}>
        <h2>Appearance</h2>
        <Choice
          legend="Theme"
          options={themes.map((value) => ({ value, label: themeLabels[value] }))}
          value={theme}
          onValue={(value) => setAppearance({ theme: value })}
        />
        <Choice
          legend="Rows"
          options={densityOptions}
          value={density}
          onValue={(value) => setAppearance({ density: value })}
        />
      </section>
    </Panel>
  );
}
