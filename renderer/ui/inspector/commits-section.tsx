import { Section } from '#renderer/ui/section.tsx';
import { formatAge, formatMoment } from '#renderer/ui/time.ts';
import styles from './commits-section.module.css';
import type { RecentCommit } from './environment-facts.ts';

export interface CommitsSectionProps {
  readonly commits: readonly RecentCommit[];
  readonly nowMs: number;
}

/** The latest commits of the branch, newest first. */
export function CommitsSection({ commits, nowMs }: CommitsSectionProps) {
  return (
    <Section title="Recent commits">
      <ol className={styles.commits}>
        {commits.map((commit) => (
          <li key={commit.id} title={`${commit.author}, ${formatMoment(commit.at, nowMs)}`}>
            <code>{commit.id.slice(0, 7)}</code>
            <span className={styles.subject}>{commit.subject}</span>
            <time dateTime={commit.at}>{formatAge(commit.at, nowMs)}</time>
          </li>
        ))}
      </ol>
    </Section>
  );
}
