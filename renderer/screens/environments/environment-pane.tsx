import { lastPart } from '#shared/domain/last-part.ts';
import { readable } from '#shared/domain/readable.ts';
import { useInspector, useReadLog } from '#renderer/state/use-inspector.ts';
import { useEnvironmentTools } from '#renderer/state/use-environment-tools.ts';
import { useMirror, useNow } from '#renderer/state/use-mirror.tsx';
import type { FactRow } from '#renderer/ui/facts.tsx';
import { HealthMark } from '#renderer/ui/health-mark.tsx';
import { EnvironmentInspector } from '#renderer/ui/inspector/environment-inspector.tsx';
import { SidePane } from '#renderer/ui/side-pane.tsx';
import { EnvironmentConditions } from './environment-conditions.tsx';
import { describeNext, describeRecovery } from './environment-words.ts';
import type { ListedEnvironment } from './filter-environments.ts';

export interface EnvironmentPaneProps {
  readonly environmentId: string;
  /** Undefined when no record has this id any more. */
  readonly listed: ListedEnvironment | undefined;
  readonly onClose: () => void;
}

function recordedRows({ row, task }: ListedEnvironment): readonly FactRow[] {
  const next = describeNext(row);
  const recovery = describeRecovery(row.recoveryStatus);
  return [
    { name: 'Health', value: <HealthMark health={row.health} /> },
    { name: 'State', value: readable(row.state) },
    { name: 'Recovery', value: next === null ? recovery : `${recovery}: ${next}` },
    { name: 'Task', value: task ?? 'none' },
  ];
}

/** The inspector of one environment, with the conditions about it. */
export function EnvironmentPane({ environmentId, listed, onClose }: EnvironmentPaneProps) {
  const nowMs = useNow(10_000);
  const observedAt = useMirror((state) => state.view?.header.observedAt ?? '');
  const view = useInspector(environmentId, observedAt);
  const readLog = useReadLog();
  const tools = useEnvironmentTools(environmentId, view.environment.value?.mode ?? '');
  return (
    <SidePane
      title={listed === undefined ? environmentId : lastPart(listed.row.path)}
      onClose={onClose}
    >
      <EnvironmentConditions environmentId={environmentId} />
      <EnvironmentInspector
        view={view}
        readLog={readLog}
        nowMs={nowMs}
        tools={tools}
        recorded={listed === undefined ? undefined : recordedRows(listed)}
      />
    </SidePane>
  );
}
