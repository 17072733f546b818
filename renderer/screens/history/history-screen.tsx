import { Tabs } from '#renderer/ui/tabs.tsx';
import { AuditPanel } from './audit-panel.tsx';
import { OverviewPanel } from './overview-panel.tsx';

/** What went wrong and what was done over time, and the audit that can be verified. */
export function HistoryScreen() {
  return (
    <Tabs
      label="History"
      title={<h1>History</h1>}
      tabs={[
        { id: 'overview', label: 'Overview', content: <OverviewPanel /> },
        { id: 'audit', label: 'Audit', content: <AuditPanel /> },
      ]}
    />
  );
}
