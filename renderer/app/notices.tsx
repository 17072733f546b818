import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Notice } from '#renderer/state/mirror-state.ts';
import { useIntents, useMirror } from '#renderer/state/use-mirror.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { Sentence } from '#renderer/ui/sentence.tsx';
import styles from './notices.module.css';

const icons = { good: CircleCheck, bad: CircleAlert, plain: Info } as const;
const fadesAfterMs = 6000;

/** One message. It fades by itself unless it is bad news or is being looked at. */
function NoticeCard({ notice }: { readonly notice: Notice }) {
  const { dismiss, review, retryOperation, undo } = useIntents();
  const [isHeld, setIsHeld] = useState(false);
  const { id, tone, again, undo: back } = notice;
  const stays = isHeld || tone === 'bad';
  useEffect(() => {
    if (stays) return undefined;
    const timer = setTimeout(() => dismiss(id), fadesAfterMs);
    return () => clearTimeout(timer);
  }, [stays, dismiss, id]);
  const Icon = icons[tone];
  return (
    <div
      className={styles.notice}
      data-tone={tone}
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
    >
      <Icon size={16} aria-hidden="true" />
      <div className={styles.text}>
        <b>
          <Sentence text={notice.title} />
        </b>
        {notice.lines.map((line) => (
          <p key={line}>
            <Sentence text={line} />
          </p>
        ))}
        {again !== undefined && (
          <Button
            size="s"
            onClick={() => {
              dismiss(id);
              if ('operationId' in again) void retryOperation(again);
              else void review(again.verb, again.conditionIds, again.choices);
            }}
          >
            Plan again…
          </Button>
        )}
        {back !== undefined && (
          <Button
            size="s"
            aria-label={`Undo: ${notice.title}`}
            onClick={() => {
              dismiss(id);
              if (typeof back === 'function') back();
              else void undo(back);
            }}
          >
            Undo
          </Button>
        )}
      </div>
      <IconButton label={`Dismiss: ${notice.title}`} size="s" onClick={() => dismiss(id)}>
        <X size={14} aria-hidden="true" />
      </IconButton>
    </div>
  );
}

/** Passing messages, at the bottom right. They are spoken by the shell's announcer. */
export function Notices() {
  const notices = useMirror((state) => state.notices);
  if (notices.length === 0) return null;
  return (
    <section className={styles.notices} aria-label="Messages">
      <ul>
        {notices.map((notice) => (
          <li key={notice.id}>
            <NoticeCard notice={notice} />
          </li>
        ))}
      </ul>
    </section>
  );
}
