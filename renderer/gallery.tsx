import '@fontsource-variable/inter';
import '@fontsource-variable/jetbrains-mono';
import '#renderer/ui/tokens.css';
import '#renderer/ui/base.css';
import { createRoot } from 'react-dom/client';
import { AppShell } from '#renderer/app/shell.tsx';
import { startShell } from '#renderer/app/start-shell.ts';
import { galleryView } from '#renderer/gallery/gallery-view.ts';
import styles from '#renderer/gallery/gallery.module.css';
import { createMemoryClient } from '#renderer/gallery/memory-client.ts';
import { openScreen } from '#renderer/gallery/open-screen.ts';
import type { Theme } from '#renderer/state/mirror-state.ts';
import { ShellProvider } from '#renderer/state/use-mirror.tsx';

// Every screen and state with made-up data behind a console in memory: for looking, never shipped
// with facts. `?screen=triage|view|naming|search|query|acknowledged|item|review|results|typed|welcome|environments|environment|diff|snooze|runs|
// operations|history|settings|palette|keys|notices&theme=light|dark&items=50&names=long|rtl&
// state=first|failure|running|lost|mixed`; `tab=Policies` opens a tab.
const asked = new URLSearchParams(location.search);
const now = new Date().toISOString();
const screen = asked.get('screen') ?? 'triage';
const state = asked.get('state') ?? '';
const names = asked.get('names') ?? '';
const request = { screen, state, now, names, items: Number(asked.get('items') ?? 10) };

const client = createMemoryClient(galleryView(request), now, state === 'mixed');
const connect = () =>
  state === 'lost'
    ? Promise.reject(new Error('The console cannot be reached.'))
    : Promise.resolve({ client, close: () => undefined });
const shell = startShell(window, connect);
const theme = asked.get('theme');
// Only these two are offered in the address; anything else leaves the system's choice.
if (theme === 'light' || theme === 'dark') shell.intents.setAppearance({ theme: theme as Theme });
openScreen(shell, screen, asked.get('tab'));

const root = document.querySelector('#root');
if (root === null) throw new Error('gallery.html has no #root.');
createRoot(root).render(
  <ShellProvider shell={shell}>
    <AppShell />
    <footer className={styles.label}>Gallery: made-up data</footer>
  </ShellProvider>,
);
