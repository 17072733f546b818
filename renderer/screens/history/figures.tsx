import { formatLength } from '#renderer/ui/charts/format-length.ts';
import { sayUsd } from '#shared/domain/cost.ts';
import { nounFor } from '#shared/domain/counted.ts';
import type { HistoryStats } from '#shared/domain/history.ts';
import styles from './overview-panel.module.css';

const said = (count: number, one: string): string =>
  `${count.toLocaleString('en')} ${nounFor(count, one)}`;

/** What recovered work amounts to, in parts; those that are nothing are left out. */
export function savedParts({ saved }: Pick<HistoryStats, 'saved'>): readonly string[] {
  const { uncommittedFiles, unpushedCommits, minutes, usd } = saved;
  return [
    ...(uncommittedFiles > 0 ? [said(uncommittedFiles, 'changed file')] : []),
    ...(unpushedCommits > 0 ? [said(unpushedCommits, 'unpushed commit')] : []),
    ...(minutes > 0 ? [`${formatLength(minutes * 60_000)} of work`] : []),
    ...(usd > 0 ? [sayUsd(usd)] : []),
  ];
}

/** The numbers above the charts. */
export function Figures({ stats }: { readonly stats: HistoryStats }) {
  const saved = savedParts(stats);
  return (
    <dl className={styles.figures}>
      <div>
        <dt>Appeared</dt>
        <dd>{stats.appeared.toLocaleString('en')}</dd>
      </div>
      <div>
        <dt>Gone again</dt>
        <dd>{stats.cleared.toLocaleString('en')}</dd>
      </div>
      <div>
        <dt>Time to recovery</dt>
        <dd>{formatLength(stats.meanRecoveryMs)}</dd>
        <dd>
          <small>
            {stats.medianRecoveryMs === null
              ? 'nothing went in these days'
              : `mean; half within ${formatLength(stats.medianRecoveryMs)}`}
          </small>
        </dd>
      </div>
      <div>
        <dt>Work saved</dt>
        <dd>{said(stats.saved.items, 'item')}</dd>
        <dd>
          <small>{saved.join(', ') || 'set right by an operation'}</small>
        </dd>
      </div>
    </dl>
  );
}
