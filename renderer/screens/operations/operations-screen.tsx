import { useMirror } from '#renderer/state/use-mirror.tsx';
import { OperationsPanel } from './operations-panel.tsx';
import styles from './operations-screen.module.css';

/** What is being done and what was done, each with the result of every item. */
export function OperationsScreen() {
  const operations = useMirror((state) => state.view?.operations);
  const running = (operations ?? []).filter(({ state }) => state === 'running').length;
  return (
    <div className={styles.screen}>
      <div className={styles.bar}>
        <h1>Operations</h1>
        <output>
          {running > 0
            ? `${running} running, ${operations?.length ?? 0} in all`
            : (operations?.length ?? 0)}
        </output>
      </div>
      <OperationsPanel operations={operations} />
    </div>
  );
}
