import { AxisBottom, AxisLeft } from '@visx/axis';
import type { scaleBand, scaleLinear } from '@visx/scale';
import styles from './charts.module.css';

/** The room around what is drawn, in pixels. */
export const margin = { top: 8, right: 4, bottom: 24, left: 44 } as const;
export const chartHeight = 190;

export interface DayAxesProps {
  readonly days: ReturnType<typeof scaleBand<string>>;
  readonly values: ReturnType<typeof scaleLinear<number>>;
  readonly width: number;
  readonly formatValue: (value: number) => string;
}

/** `31 Jan` from `2026-01-31`. */
export function formatDay(day: string): string {
  const date = new Date(`${day}T12:00:00`);
  return date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' });
}

/** Days below, values at the left, with quiet lines across. */
export function DayAxes({ days, values, width, formatValue }: DayAxesProps) {
  const shown = days.domain();
  const every = Math.max(1, Math.ceil(shown.length / Math.max(2, Math.floor(width / 72))));
  const ticks = values.ticks(4).filter((value) => Number.isInteger(value) || value >= 1);
  return (
    <>
      {ticks.map((value) => (
        <line
          key={value}
          className={styles.grid}
          x1={margin.left}
          x2={width - margin.right}
          y1={values(value)}
          y2={values(value)}
        />
      ))}
      <AxisLeft
        left={margin.left}
        scale={values}
        tickValues={ticks}
        tickFormat={(value) => formatValue(Number(value))}
        hideAxisLine
        hideTicks
        tickClassName={styles.tick ?? ''}
      />
      <AxisBottom
        top={chartHeight - margin.bottom}
        scale={days}
        // The newest day is always named.
        tickValues={shown.filter((_, at) => (shown.length - 1 - at) % every === 0)}
        tickFormat={formatDay}
        hideTicks
        axisClassName={styles.axis ?? ''}
        tickClassName={styles.tick ?? ''}
      />
    </>
  );
}
