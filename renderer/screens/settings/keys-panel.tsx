import { isMac } from '#renderer/state/is-mac.ts';
import { keysNote, listKeys } from '#renderer/state/keys.ts';
import { KeyList } from '#renderer/ui/key-list.tsx';
import { Panel } from './panel.tsx';

/** Every key, from the one table. */
export const KeysPanel = () => (
  <Panel label="Keys">
    <section>
      <h2>Keys</h2>
      <p>{keysNote}</p>
    </section>
    <KeyList parts={listKeys(isMac())} />
  </Panel>
);
