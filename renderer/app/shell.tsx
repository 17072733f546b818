import { useMemo, useState } from 'react';
import { DetailPane } from '#renderer/screens/detail/detail-pane.tsx';
import { ReviewSheet } from '#renderer/screens/review/review-sheet.tsx';
import { TriageScreen } from '#renderer/screens/triage/triage-screen.tsx';
import { WelcomeScreen } from '#renderer/screens/welcome/welcome-screen.tsx';
import { useMirror, useShell } from '#renderer/state/use-mirror.tsx';
import { Shield } from '#renderer/ui/shield.tsx';
import { sayInstants } from '#renderer/ui/split-sentence.ts';
import { ActivityLine } from './activity-line.tsx';
import { createCommands } from './commands.ts';
import { ConnectionLost } from './connection-lost.tsx';
import { KeySheet } from './key-sheet.tsx';
import { NameSheet } from './name-sheet.tsx';
import { Notices } from './notices.tsx';
import { OtherScreen } from './other-screen.tsx';
import { Palette } from './palette.tsx';
import { SideNav } from './side-nav.tsx';
import { SnoozeSheet } from './snooze-sheet.tsx';
import { TopBar } from './top-bar.tsx';
import { useHashRoute } from './use-hash-route.ts';
import { useKeyboard } from './use-keyboard.ts';
import styles from './shell.module.css';

/** The list, or another screen, with what runs at the moment below it. */
function Main() {
  const place = useMirror(({ route }) => (route.kind === 'item' ? 'list' : route.kind));
  return (
    <main className={styles.main}>
      <Shield key={place} what="This screen">
        {place === 'list' ? <TriageScreen /> : <OtherScreen />}
      </Shield>
      <ActivityLine />
    </main>
  );
}

/** The console: frame, list and detail, or the welcome while nothing is watched. */
export function AppShell() {
  const shell = useShell();
  const [search, setSearch] = useState<HTMLInputElement | null>(null);
  const commands = useMemo(() => createCommands(shell, () => search?.select()), [shell, search]);
  useKeyboard(commands);
  useHashRoute();
  const openId = useMirror(({ route }) =>
    route.kind === 'item' || route.kind === 'acknowledged' ? route.conditionId : null,
  );
  const naming = useMirror((state) => state.naming);
  const snoozing = useMirror((state) => state.snoozing);
  // Also until the sample world is whole: half of it would read as “nothing needs you”. Not over what
  // was found without any folder: a process that nobody recorded, records that were imported.
  const isWelcome = useMirror(
    ({ view, route, pending }) =>
      route.kind === 'list' &&
      (pending === 'sample' || (view?.header.workspaces.length === 0 && view.header.summary.clean)),
  );
  const overlay = useMirror((state) => state.overlay);
  const announcement = useMirror((state) => state.announcement);
  return (
    <div className={styles.app} data-detail={(openId !== null && !isWelcome) || undefined}>
      <TopBar isBare={isWelcome} onSearchField={setSearch} />
      <ConnectionLost />
      {isWelcome ? (
        <WelcomeScreen />
      ) : (
        <div className={styles.body}>
          <SideNav />
          <Main />
          {openId !== null && (
            <aside className={styles.detail} aria-label="Detail">
              <Shield key={openId} what="The detail">
                <DetailPane conditionId={openId} />
              </Shield>
            </aside>
          )}
        </div>
      )}
      <Shield what="The sheet">
        <ReviewSheet />
      </Shield>
      {naming !== null && <NameSheet key={naming.viewId} viewId={naming.viewId} />}
      {snoozing !== null && <SnoozeSheet count={snoozing.length} />}
      {overlay === 'palette' && <Palette commands={commands} />}
      {overlay === 'keys' && <KeySheet />}
      <Notices />
      <output className={styles.announcer}>{sayInstants(announcement)}</output>
    </div>
  );
}
