import { isMac } from '#renderer/state/is-mac.ts';
import { keyTable, printKeys } from '#renderer/state/keys.ts';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { Panel } from './panel.tsx';
import styles from './preferences.module.css';

const parts = ['Move', 'Act', 'Find', 'Go'] as const;

/** Every key, from the one table. */
export const KeysPanel = () => (
  <Panel label="Keys">
    <section>
      <h2>Keys</h2>
      <p>They rest while you type. None of them destroys anything by itself.</p>
    </section>
    <div className={styles.keys}>
      {parts.map((part) => (
        <section key={part} aria-label={part}>
          <h3>{part}</h3>
          <dl>
            {keyTable
              .filter((entry) => entry.part === part)
              .map(({ command, keys, label }) => (
                <div key={command}>
                  <dt>{label}</dt>
                  <dd>
                    {keys.map((key) => (
                      <Kbd key={key} keys={printKeys(key, isMac())} />
                    ))}
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </div>
  </Panel>
);
