import { ChartFrame } from './chart-frame.tsx';
import styles from './ranked-bars.module.css';

export interface RankedBar {
  readonly name: string;
  /** More about it, shown on hover. */
  readonly title?: string | undefined;
  readonly count: number;
  readonly open: number;
}

export interface RankedBarsProps {
  readonly title: string;
  /** What the first column of the table is called. */
  readonly noun: string;
  readonly bars: readonly RankedBar[];
}

const say = (count: number): string => count.toLocaleString('en');

/** The most frequent of something, longest bar first, with how many of them are there now. */
export function RankedBars({ title, noun, bars }: RankedBarsProps) {
  const [first] = bars;
  const most = Math.max(1, first?.count ?? 0);
  return (
    <ChartFrame
      title={title}
      summary={
        first === undefined
          ? 'Nothing went wrong in these days.'
          : `${first.name} leads with ${say(first.count)}.`
      }
      table={{
        columns: [noun, 'Appeared', 'There now'],
        rows: bars.map(({ name, count, open }) => [name, say(count), say(open)]),
      }}
    >
      <ol className={styles.bars}>
        {bars.slice(0, 8).map(({ name, title: more, count, open }) => (
          <li key={name} title={more}>
            <span className={styles.name}>{name}</span>
            <span className={styles.count}>
              {say(count)}
              {open > 0 && <small>{` · ${say(open)} now`}</small>}
            </span>
            <span className={styles.track} aria-hidden="true">
              <span style={{ width: `${(count / most) * 100}%` }} />
            </span>
          </li>
        ))}
      </ol>
    </ChartFrame>
  );
}
