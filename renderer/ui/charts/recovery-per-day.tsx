import { scaleBand, scaleLinear } from '@visx/scale';
import { LinePath } from '@visx/shape';
import { useWidth } from '#renderer/ui/use-width.ts';
import type { HistoryDay } from '#shared/domain/history.ts';
import { ChartFrame } from './chart-frame.tsx';
import styles from './charts.module.css';
import { chartHeight, DayAxes, formatDay, margin } from './day-axes.tsx';
import { formatLength } from './format-length.ts';

interface Point {
  readonly day: string;
  readonly ms: number;
}

/** Seconds, minutes or hours, so that the ticks are round ones. */
function unitFor(longestMs: number): { readonly ms: number; readonly name: string } {
  if (longestMs > 3 * 3_600_000) return { ms: 3_600_000, name: 'h' };
  return longestMs > 180_000 ? { ms: 60_000, name: 'min' } : { ms: 1000, name: 's' };
}

/** Mean time from appearing to being gone, by the day on which they went. */
export function RecoveryPerDay({ days }: { readonly days: readonly HistoryDay[] }) {
  const [ref, width] = useWidth(640);
  const points = days.flatMap(({ day, recoveryMs }): readonly Point[] =>
    recoveryMs === null ? [] : [{ day, ms: recoveryMs }],
  );
  const longest = points.toSorted((a, b) => b.ms - a.ms)[0];
  const x = scaleBand({
    domain: days.map(({ day }) => day),
    range: [margin.left, width - margin.right],
  });
  const unit = unitFor(longest?.ms ?? 0);
  const y = scaleLinear({
    domain: [0, Math.max(1, (longest?.ms ?? 0) / unit.ms)],
    range: [chartHeight - margin.bottom, margin.top],
    nice: true,
  });
  const xOf = ({ day }: Point): number => (x(day) ?? 0) + x.bandwidth() / 2;
  const yOf = ({ ms }: Point): number => y(ms / unit.ms);
  return (
    <ChartFrame
      title="Mean time to recovery"
      summary={
        longest === undefined
          ? 'Nothing was set right in these days.'
          : `Longest on ${formatDay(longest.day)}: ${formatLength(longest.ms)}.`
      }
      table={{
        columns: ['Day', 'Mean time'],
        rows: days.map(({ day, recoveryMs }) => [formatDay(day), formatLength(recoveryMs)]),
      }}
    >
      <div ref={ref} className={styles.chart}>
        <svg width={width} height={chartHeight} role="img" aria-label="A line; the same as a table">
          <DayAxes
            days={x}
            values={y}
            width={width}
            formatValue={(value) => `${value} ${unit.name}`}
          />
          <LinePath className={styles.line ?? ''} data={[...points]} x={xOf} y={yOf} fill="none" />
          {points.map((point) => (
            <circle key={point.day} className={styles.dot} cx={xOf(point)} cy={yOf(point)} r={3}>
              <title>{`${formatDay(point.day)}: ${formatLength(point.ms)}`}</title>
            </circle>
          ))}
        </svg>
      </div>
    </ChartFrame>
  );
}
