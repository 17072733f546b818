import '@fontsource-variable/inter';
import '@fontsource-variable/jetbrains-mono';
import '#renderer/ui/tokens.css';
import '#renderer/ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { AppShell } from '#renderer/app/shell.tsx';
import { startShell } from '#renderer/app/start-shell.ts';
import { createConnect } from '#renderer/state/client.ts';
import { Shield } from '#renderer/ui/shield.tsx';
import { ShellProvider } from '#renderer/state/use-mirror.tsx';

const root = document.querySelector('#root');
if (root === null) throw new Error('index.html has no #root.');

createRoot(root).render(
  <StrictMode>
    <ShellProvider shell={startShell(window, createConnect(window))}>
      <Shield what="The console">
        <AppShell />
      </Shield>
    </ShellProvider>
  </StrictMode>,
);
