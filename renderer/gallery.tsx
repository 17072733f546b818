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
import { triedNames } from '#renderer/gallery/tried-names.ts';
import type { Theme } from '#renderer/state/mirror-state.ts';
import { ShellProvider } from '#renderer/state/use-mirror.tsx';

// Every screen and state with made-up data behind a console in memory: for looking, never shipped
// with facts. `?screen=triage|view|naming|search|query|selected|menu|workspaces|acknowledged|item|review|results|typed|
// welcome|environments|environment|diff|snooze|runs|operations|history|settings|palette|keys|notices
// &theme=light|dark&items=50&names=long|rtl&state=first|failure|running|lost|mixed`; without a theme, the
// system's; `tab=Policies` opens a tab. `items` is how much the screen lists, or the sheet is about.
const asked = new URLSearchParams(location.search);
const items = asked.get('items');
const screen = asked.get('screen') ?? 'triage';
const request = {
  screen,
  state: asked.get('state') ?? '',
  sampling: {
    now: new Date().toISOString(),
    items: Number(items ?? 10),
    names: triedNames(asked.get('names') ?? ''),
  },
};

const client = createMemoryClient(galleryView(request), request);
const connect = () =>
  request.state === 'lost'
    ? Promise.reject(new Error('The console cannot be reached.'))
    : Promise.resolve({ client, close: () => undefined });
const shell = startShell(window, connect);
const theme = asked.get('theme');
// Only these two are offered in the address; anything else leaves the system's choice.
if (theme === 'light' || theme === 'dark') shell.intents.setAppearance({ theme: theme as Theme });
const root = document.querySelector('#root');
if (root === null) throw new Error('gallery.html has no #root.');
createRoot(root).render(
  <ShellProvider shell={shell}>
    <AppShell />
    <footer className={styles.label}>Gallery: made-up data</footer>
  </ShellProvider>,
);

await openScreen(shell, {
  ...request,
  tab: asked.get('tab'),
  chosen: Number(items ?? 3),
  isAtEnd: asked.has('end'),
});
// For whoever looks: from now on the screen stands still.
document.body.dataset['opened'] = '';
