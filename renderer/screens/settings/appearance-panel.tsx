import { themes, type Density, type Theme } from '#renderer/state/mirror-state.ts';
import { useIntents, useMirror } from '#renderer/state/use-mirror.tsx';
import { Button } from '#renderer/ui/button.tsx';
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

/** Theme and density, at once; and where the keys are told. */
export function AppearancePanel() {
  const { theme, density } = useMirror((state) => state.appearance);
  const { setAppearance, show } = useIntents();
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
      <section className={styles.keys}>
        <h2>Keys</h2>
        <p>Everything can be reached without a mouse. Keys rest while you type.</p>
        <Button keys="?" onClick={() => show({ overlay: 'keys' })}>
          Show all keys
        </Button>
      </section>
    </Panel>
  );
}
