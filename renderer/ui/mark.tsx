import type { LucideIcon } from 'lucide-react';
import styles from './mark.module.css';

export interface MarkProps {
  readonly icon: LucideIcon;
  /** What the sign's colour says. */
  readonly tone: 'good' | 'live' | 'crashed' | 'orphaned' | 'drifted' | 'blocked' | 'dim';
  readonly word: string;
}

/** How something is, by sign and word. */
export const Mark = ({ icon: Icon, tone, word }: MarkProps) => (
  <span className={styles.mark} data-tone={tone}>
    <Icon size={15} strokeWidth={1.75} aria-hidden="true" />
    {word}
  </span>
);
