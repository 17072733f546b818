import { isKnown } from '#renderer/state/is-known.ts';
import { useMirror } from '#renderer/state/use-mirror.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { BackupsPanel } from './backups-panel.tsx';
import { OperationsPanel } from './operations-panel.tsx';

/** What is being done and what was done, each with the result of every item; and what was kept. */
export function OperationsScreen() {
  const operations = useMirror((state) => state.view?.operations);
  const canBeNone = useMirror(isKnown);
  const running = (operations ?? []).filter(({ state }) => state === 'running').length;
  const label = running > 0 ? `${running} running` : 'Done';
  return (
    <Tabs
      label="Operations"
      title={<h1>Operations</h1>}
      tabs={[
        {
          id: 'operations',
          label,
          content: <OperationsPanel operations={operations} isKnown={canBeNone} />,
        },
        { id: 'backups', label: 'Backups', content: <BackupsPanel /> },
      ]}
    />
  );
}
