import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { CopyButton } from '#renderer/ui/copy-button.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { laneLabels, LaneIcon } from '#renderer/ui/lane-icon.tsx';
import { Sentence } from '#renderer/ui/sentence.tsx';
import { formatAge, formatMoment } from '#renderer/ui/time.ts';
import type { Condition } from '#shared/domain/condition.ts';
import { reasonCatalogue } from '#shared/domain/reason.ts';
import { describeRisk } from './describe-risk.ts';
import styles from './head.module.css';

export interface HeadProps {
  readonly condition: Condition;
  readonly titleId: string;
  readonly nowMs: number;
  /** Leads back to this item. */
  readonly link: string;
  readonly onClose: () => void;
  /** Banner and actions. */
  readonly children: ReactNode;
}

/** What happened, in words: lane and reason, title, sentence, what is at risk. */
export function Head({ condition, titleId, nowMs, link, onClose, children }: HeadProps) {
  const reason = reasonCatalogue[condition.reason];
  const risk = describeRisk(condition.workAtRisk);
  return (
    <header className={styles.head}>
      <div className={styles.kicker}>
        <LaneIcon lane={condition.lane} />
        <span className={styles.lane} data-lane={condition.lane}>
          {laneLabels[condition.lane]}
        </span>
        <span className={styles.reason} title={reason.meaning}>
          · {reason.title}
        </span>
        <time
          className={styles.since}
          dateTime={condition.since}
          title={`Since ${formatMoment(condition.since, nowMs)}`}
        >
          {formatAge(condition.since, nowMs)}
        </time>
        <CopyButton text={link} label="Copy a link to this item" />
        <IconButton label="Close" onClick={onClose}>
          <X size={16} strokeWidth={1.75} aria-hidden="true" />
        </IconButton>
      </div>
      <h1 className={styles.title} id={titleId}>
        {condition.title}
      </h1>
      <p className={styles.message}>
        <Sentence text={condition.message} />
      </p>
      {risk.length > 0 && (
        <p className={styles.risk}>
          <b>At risk</b>{' '}
          {risk.map((part) => (
            <span key={part}>{part}</span>
          ))}
        </p>
      )}
      {children}
    </header>
  );
}
