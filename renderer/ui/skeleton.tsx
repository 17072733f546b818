import styles from './skeleton.module.css';
import { VisuallyHidden } from './visually-hidden.tsx';

export interface SkeletonProps {
  /** How many lines of text to keep room for. */
  readonly lines: number;
  /** What is being looked at, for screen readers. */
  readonly label: string;
}

/** Room for what is coming. It takes its space at once and shows itself after 200 ms. */
export function Skeleton({ lines, label }: SkeletonProps) {
  return (
    <div className={styles.skeleton} aria-busy="true">
      <VisuallyHidden>{label}</VisuallyHidden>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className={styles.line} />
      ))}
    </div>
  );
}
