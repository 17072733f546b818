import { useState } from 'react';
import { useStampedLook } from '#renderer/state/use-inspector.ts';
import { useMirror } from '#renderer/state/use-mirror.tsx';
import { Choice } from '#renderer/ui/choice.tsx';
import { LanesPerDay } from '#renderer/ui/charts/lanes-per-day.tsx';
import { RankedBars } from '#renderer/ui/charts/ranked-bars.tsx';
import { RecoveryPerDay } from '#renderer/ui/charts/recovery-per-day.tsx';
import { FailureNote } from '#renderer/ui/failure-note.tsx';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import { formatMoment } from '#renderer/ui/time.ts';
import type { HistoryStats } from '#shared/domain/history.ts';
import { reasonCatalogue } from '#shared/domain/reason.ts';
import { Figures } from './figures.tsx';
import { nameWorkspace } from './name-workspace.ts';
import styles from './overview-panel.module.css';

const spans = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
] as const;

/** What went wrong and what became of it, drawn. */
export function OverviewPanel() {
  const [days, setDays] = useState<'7' | '30' | '90'>('30');
  const observedAt = useMirror((state) => state.view?.header.observedAt ?? '');
  // Looked at again at most once a minute: yesterday does not change with every look.
  const stamp = observedAt.slice(0, 16);
  const look = useStampedLook(`history ${days}`, stamp, (client) =>
    client.history.stats({ days: Number(days) }),
  );
  const stats = look.value;
  return (
    // Scrolls, so the keyboard has to reach it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={styles.panel} tabIndex={0} aria-label="Overview">
      <div className={styles.bar}>
        <Choice legend="The last" options={spans} value={days} onValue={setDays} />
        {stats !== undefined && <Since stats={stats} />}
      </div>
      {look.failure !== null && <FailureNote message={look.failure} onRetry={look.lookAgain} />}
      {stats === undefined && look.failure === null && (
        <Skeleton lines={12} label="Reading the history" />
      )}
      {stats !== undefined && (
        <>
          <Figures stats={stats} />
          <div className={styles.charts}>
            <LanesPerDay days={stats.days} />
            <RecoveryPerDay days={stats.days} />
            <RankedBars
              title="Most frequent reasons"
              noun="Reason"
              bars={stats.reasons.map(({ reason, count, open }) => ({
                name: reasonCatalogue[reason].title,
                title: reasonCatalogue[reason].meaning,
                count,
                open,
              }))}
            />
            <RankedBars
              title="Top failing workspaces"
              noun="Workspace"
              bars={stats.workspaces.map(({ workspace, count, open }) => ({
                name: nameWorkspace(workspace, stats.workspaces),
                title: workspace,
                count,
                open,
              }))}
            />
          </div>
        </>
      )}
    </section>
  );
}

/** The charts must not look as if all had been well before anyone wrote it down. */
function Since({ stats }: { readonly stats: HistoryStats }) {
  const { recordedSince, from, to } = stats;
  if (recordedSince === null)
    return (
      <p className={styles.since}>Nothing was recorded yet: it begins with the first trouble.</p>
    );
  if (recordedSince <= from) return null;
  return (
    <p className={styles.since}>Recorded since {formatMoment(recordedSince, Date.parse(to))}.</p>
  );
}
