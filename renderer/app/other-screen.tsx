import { EnvironmentsScreen } from '#renderer/screens/environments/environments-screen.tsx';
import { HistoryScreen } from '#renderer/screens/history/history-screen.tsx';
import { OperationsScreen } from '#renderer/screens/operations/operations-screen.tsx';
import { RunsScreen } from '#renderer/screens/runs/runs-screen.tsx';
import { SettingsScreen } from '#renderer/screens/settings/settings-screen.tsx';
import { AcknowledgedScreen } from '#renderer/screens/triage/acknowledged-screen.tsx';
import { useMirror } from '#renderer/state/use-mirror.tsx';

/** The screen of the route, when that is not the list. */
export function OtherScreen() {
  const route = useMirror((state) => state.route);
  switch (route.kind) {
    case 'acknowledged':
      return <AcknowledgedScreen openedId={route.conditionId} />;
    case 'environments':
      return <EnvironmentsScreen environmentId={route.environmentId} />;
    case 'runs':
      return <RunsScreen runId={route.runId} />;
    case 'operations':
      return <OperationsScreen />;
    case 'history':
      return <HistoryScreen />;
    case 'settings':
      return <SettingsScreen />;
    case 'list':
    case 'item':
      return null;
  }
}
