import { useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import { useIntents, useShell } from '#renderer/state/use-mirror.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { Sheet } from '#renderer/ui/sheet.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { formatDay } from '#renderer/ui/time.ts';
import { counted } from '#shared/domain/counted.ts';
import styles from './snooze-sheet.module.css';
import { listSnoozeTimes, readSnoozeTime } from './snooze-times.ts';

/** Asks until when so many items are to be off the list; the number of a line takes it. */
export function SnoozeSheet({ count }: { readonly count: number }) {
  const { snoozeUntil } = useIntents();
  const { nowMs } = useShell();
  const first = useRef<HTMLButtonElement>(null);
  const [times] = useState(() => listSnoozeTimes(nowMs()));
  const [text, setText] = useState('');
  const [error, setError] = useState<string>();

  const onKey = (event: KeyboardEvent): void => {
    if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey) return;
    const time = times[Number(event.key) - 1];
    if (time === undefined) return;
    event.preventDefault();
    void snoozeUntil(time.until);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const read = readSnoozeTime(text, nowMs());
    if ('until' in read) void snoozeUntil(read.until);
    else setError(read.error);
  };
  return (
    <Sheet
      title={count === 1 ? 'Snooze it' : `Snooze ${counted(count, 'item', 'items')}`}
      summary="Off the list for that long, or until something about it changes."
      initialFocus={first}
      onKey={onKey}
      onClose={() => void snoozeUntil(null)}
    >
      <ul className={styles.times}>
        {times.map(({ label, until }, at) => (
          <li key={label}>
            <button
              ref={at === 0 ? first : null}
              type="button"
              className={styles.time}
              aria-keyshortcuts={String(at + 1)}
              onClick={() => void snoozeUntil(until)}
            >
              <span>{label}</span>
              <small>{formatDay(until)}</small>
              <Kbd keys={String(at + 1)} />
            </button>
          </li>
        ))}
      </ul>
      <form className={styles.other} onSubmit={submit}>
        <TextField
          label="Another day and time"
          type="datetime-local"
          value={text}
          error={error}
          onValue={setText}
        />
        <Button submits>Snooze until then</Button>
      </form>
    </Sheet>
  );
}
