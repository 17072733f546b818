import { useMemo, useState } from 'react';
import { useStampedLook } from '#renderer/state/use-inspector.ts';
import { useIntents, useMirror, useNow } from '#renderer/state/use-mirror.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { CopyButton } from '#renderer/ui/copy-button.tsx';
import { FailureNote } from '#renderer/ui/failure-note.tsx';
import { NothingListed } from '#renderer/ui/list-screen.tsx';
import { LongList } from '#renderer/ui/long-list.tsx';
import { SearchField } from '#renderer/ui/search-field.tsx';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import type { KeptBackup } from '#shared/domain/backup.ts';
import { sayBytes } from '#shared/domain/say-bytes.ts';
import { describeBackup, findBackups, nameBackup } from './backup-words.ts';
import styles from './backups-panel.module.css';
import { stampOperations } from './operation-words.ts';

/** What was kept before something was removed or set back, and how it comes back. */
export function BackupsPanel() {
  const nowMs = useNow(30_000);
  const [text, setText] = useState('');
  // Kept and given back by operations: each of them changes the list.
  const stamp = stampOperations(useMirror((state) => state.view?.operations) ?? []);
  const look = useStampedLook('backups', stamp, (client) => client.backups.list());
  const all = look.value ?? [];
  const shown = useMemo(() => findBackups(look.value ?? [], text), [look.value, text]);
  return (
    // Scrolls, so the keyboard has to reach it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={styles.panel} tabIndex={0} aria-label="Backups">
      {look.failure !== null && <FailureNote message={look.failure} onRetry={look.lookAgain} />}
      {look.value === undefined && look.failure === null && (
        <Skeleton lines={8} label="Reading what is kept" />
      )}
      {look.value !== undefined && all.length === 0 && (
        <NothingListed
          none="Nothing is kept."
          next="Whatever an action would remove is put here first."
        />
      )}
      {all.length > 0 && (
        <div className={styles.bar}>
          <SearchField label="Find backups" text={text} onText={setText} />
          <output>
            {shown.length === all.length ? all.length : `${shown.length} of ${all.length}`}
          </output>
        </div>
      )}
      <LongList items={shown} className={styles.list}>
        {(backup) => (
          <li key={backup.id}>
            <Backup backup={backup} nowMs={nowMs} />
          </li>
        )}
      </LongList>
    </section>
  );
}

function Backup({ backup, nowMs }: { readonly backup: KeptBackup; readonly nowMs: number }) {
  const { restoreBackup } = useIntents();
  const name = nameBackup(backup);
  return (
    <>
      <div className={styles.text}>
        <b>{name}</b>
        <p>
          {describeBackup(backup, nowMs)}
          {backup.bytes !== null && `; ${sayBytes(backup.bytes)} on disk`}
        </p>
        <p className={styles.place}>
          <code>{backup.location}</code>
          <CopyButton text={backup.location} label={`Copy where the backup of ${name} is`} />
        </p>
        {backup.obstacle !== null && <p className={styles.obstacle}>{backup.obstacle}</p>}
      </div>
      <Button
        size="s"
        disabled={backup.obstacle !== null}
        aria-label={`Restore… ${name}`}
        onClick={() => void restoreBackup(backup.id)}
      >
        Restore…
      </Button>
    </>
  );
}
