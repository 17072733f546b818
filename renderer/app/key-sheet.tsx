import { useIntents } from '#renderer/state/use-mirror.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { Sheet } from '#renderer/ui/sheet.tsx';
import { keyTable, printKeys } from '#renderer/state/keys.ts';
import { isMac } from '#renderer/state/is-mac.ts';
import styles from './key-sheet.module.css';

const parts = ['Move', 'Act', 'Find', 'Go'] as const;

/** Every key, from the one table. */
export function KeySheet() {
  const { show } = useIntents();
  return (
    <Sheet
      title="Keys"
      summary="They rest while you type. None of them destroys anything by itself."
      width="l"
      onClose={() => show({ overlay: null })}
    >
      <div className={styles.parts}>
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
    </Sheet>
  );
}
