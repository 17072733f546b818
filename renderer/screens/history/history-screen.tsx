import { useMirror } from '#renderer/state/use-mirror.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { AuditPanel } from './audit-panel.tsx';
import { OperationsPanel } from './operations-panel.tsx';

/** What was done: operations with the result of each item, and the audit that can be verified. */
export function HistoryScreen() {
  const operations = useMirror((state) => state.view?.operations);
  return (
    <Tabs
      label="History"
      title={<h1>History</h1>}
      tabs={[
        {
          id: 'operations',
          label: `Operations ${operations?.length ?? ''}`,
          content: <OperationsPanel operations={operations} />,
        },
        { id: 'audit', label: 'Audit', content: <AuditPanel /> },
      ]}
    />
  );
}
