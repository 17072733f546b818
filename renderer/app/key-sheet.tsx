import { isMac } from '#renderer/state/is-mac.ts';
import { keysNote, listKeys } from '#renderer/state/keys.ts';
import { useIntents } from '#renderer/state/use-mirror.tsx';
import { KeyList } from '#renderer/ui/key-list.tsx';
import { Sheet } from '#renderer/ui/sheet.tsx';
import styles from './key-sheet.module.css';

/** Every key, from the one table. */
export function KeySheet() {
  const { show } = useIntents();
  return (
    <Sheet title="Keys" summary={keysNote} width="l" onClose={() => show({ overlay: null })}>
      <div className={styles.keys}>
        <KeyList parts={listKeys(isMac())} />
      </div>
    </Sheet>
  );
}
