import { findBridge, type Connect } from '#renderer/state/client.ts';
import { followOpened } from '#renderer/state/follow-opened.ts';
import { followViews } from '#renderer/state/follow-views.ts';
import { createIntents } from '#renderer/state/intents.ts';
import { startLive } from '#renderer/state/live.ts';
import { createArranger } from '#renderer/state/arrange.ts';
import { createMirror } from '#renderer/state/mirror.ts';
import type { Shell } from '#renderer/state/use-mirror.tsx';
import { readAppearance, showAppearance, storeAppearance } from './appearance.ts';

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}

/** Joins the mirror, the intents and the connection for this page, and starts following. */
export function startShell(page: Window, connect: Connect): Shell {
  const nowMs = () => Date.now();
  const mirror = createMirror(readAppearance(page.localStorage));
  const arrange = createArranger(nowMs);
  const intents = createIntents({
    mirror,
    arrange,
    keepAppearance: (appearance) => {
      showAppearance(page.document.documentElement, appearance);
      storeAppearance(page.localStorage, appearance);
    },
  });
  followOpened(mirror);
  followViews(mirror, intents);
  startLive({ mirror, arrange, connect, nowMs, sleep, random: () => Math.random() });
  return { mirror, intents, nowMs, bridge: findBridge(page) };
}
