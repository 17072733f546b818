import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Client, RollcallBridge } from './client.ts';
import type { Intents } from './intents.ts';
import type { MirrorState } from './mirror-state.ts';
import type { Mirror } from './mirror.ts';

export interface Shell {
  readonly mirror: Mirror;
  readonly intents: Intents;
  /** Only in the desktop window. */
  readonly bridge?: RollcallBridge | undefined;
  /** Milliseconds since the epoch. */
  readonly nowMs: () => number;
}

const ShellContext = createContext<Shell | null>(null);

/** Gives the screens below it the mirror and what they may ask for. */
export const ShellProvider = (props: { readonly shell: Shell; readonly children: ReactNode }) => (
  <ShellContext value={props.shell}>{props.children}</ShellContext>
);

/** The shell around this screen. Throws outside a `ShellProvider`: that is a bug. */
export function useShell(): Shell {
  const shell = useContext(ShellContext);
  if (shell === null) throw new Error('A screen was rendered outside its ShellProvider.');
  return shell;
}

/** One value of the mirror; renders again only when that value changes. */
export const useMirror = <T,>(select: (state: MirrorState) => T): T =>
  useStore(useShell().mirror, select);

/** What a screen may ask for: going, selecting, acting. */
export const useIntents = (): Intents => useShell().intents;

/** The calls of the console, for what is looked at on demand; null while the connection is lost. */
export const useClient = (): Client | null => useMirror((state) => state.client);

/** The present, renewed every so many milliseconds, for ages that grow. */
export function useNow(everyMs: number): number {
  const { nowMs } = useShell();
  const [now, setNow] = useState(nowMs);
  useEffect(() => {
    const timer = setInterval(() => setNow(nowMs()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs, nowMs]);
  return now;
}
