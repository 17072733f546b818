import { Group } from '@visx/group';
import { scaleBand, scaleLinear } from '@visx/scale';
import { Bar } from '@visx/shape';
import { laneLabels, LaneIcon } from '#renderer/ui/lane-icon.tsx';
import { useWidth } from '#renderer/ui/use-width.ts';
import { lanes, type Lane } from '#shared/domain/condition.ts';
import type { HistoryDay } from '#shared/domain/history.ts';
import { ChartFrame } from './chart-frame.tsx';
import styles from './charts.module.css';
import { chartHeight, DayAxes, formatDay, margin } from './day-axes.tsx';

const total = (day: HistoryDay, of: readonly Lane[] = lanes): number =>
  of.reduce((sum, lane) => sum + day[lane], 0);

/** `31 Jan: 3 crashed, 1 drifted`. */
const describeDay = (day: HistoryDay): string => {
  const parts = lanes
    .filter((lane) => day[lane] > 0)
    .map((lane) => `${day[lane]} ${laneLabels[lane].toLowerCase()}`);
  return `${formatDay(day.day)}: ${parts.join(', ') || 'nothing'}`;
};

interface DayColumnProps {
  readonly day: HistoryDay;
  /** Pixels from the left, and how wide. */
  readonly x: number;
  readonly width: number;
  /** Pixels from the top for a count. */
  readonly y: (count: number) => number;
}

/** One day: the lanes on top of one another, before a column that takes the pointer. */
function DayColumn({ day, x, width, y }: DayColumnProps) {
  return (
    <Group>
      <title>{describeDay(day)}</title>
      <rect
        className={styles.column}
        x={x}
        y={margin.top}
        width={width}
        height={chartHeight - margin.bottom - margin.top}
      />
      {lanes.map((lane, index) => {
        const top = y(total(day, lanes.slice(0, index + 1)));
        return (
          <Bar
            key={lane}
            className={styles.lane ?? ''}
            data-lane={lane}
            x={x}
            y={top}
            width={width}
            height={y(total(day, lanes.slice(0, index))) - top}
          />
        );
      })}
    </Group>
  );
}

/** How many conditions appeared on each day, one part of a bar for each lane. */
export function LanesPerDay({ days }: { readonly days: readonly HistoryDay[] }) {
  const [ref, width] = useWidth(640);
  const most = Math.max(1, ...days.map((day) => total(day)));
  const worst = days.find((day) => total(day) === most && total(day) > 0);
  const x = scaleBand({
    domain: days.map(({ day }) => day),
    range: [margin.left, width - margin.right],
    padding: days.length > 40 ? 0.15 : 0.3,
  });
  const y = scaleLinear({
    domain: [0, most],
    range: [chartHeight - margin.bottom, margin.top],
    nice: true,
  });
  return (
    <ChartFrame
      title="Conditions per lane and day"
      summary={
        worst === undefined ? 'Nothing went wrong in these days.' : `Most on ${describeDay(worst)}.`
      }
      table={{
        columns: ['Day', ...lanes.map((lane) => laneLabels[lane])],
        rows: days.map((day) => [formatDay(day.day), ...lanes.map((lane) => String(day[lane]))]),
      }}
    >
      <div ref={ref} className={styles.chart}>
        <svg width={width} height={chartHeight} role="img" aria-label="Bars; the same as a table">
          <DayAxes days={x} values={y} width={width} formatValue={String} />
          {days.map((day) => (
            <DayColumn key={day.day} day={day} x={x(day.day) ?? 0} width={x.bandwidth()} y={y} />
          ))}
        </svg>
      </div>
      <ul className={styles.legend} aria-label="Lanes">
        {lanes.map((lane) => (
          <li key={lane}>
            <span className={styles.swatch} data-lane={lane} />
            <LaneIcon lane={lane} />
            {laneLabels[lane]}
          </li>
        ))}
      </ul>
    </ChartFrame>
  );
}
