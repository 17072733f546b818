import type { Shell } from '#renderer/state/use-mirror.tsx';
import { sampleOperation, samplePlan } from './sample-plan.ts';

/** Opens the tab with this text, as a click on it would. */
function openTab(text: string): void {
  const tabs = [...document.querySelectorAll<HTMLElement>('[role=tab]')];
  tabs.find((tab) => tab.textContent === text)?.click();
}

/** Brings the shell to a screen, and to one of its tabs, once its first view is there. */
export function openScreen(shell: Shell, screen: string, tab: string | null = null): void {
  const { mirror, intents } = shell;
  const open = (): void => {
    const { byId, layout } = mirror.getState();
    const now = new Date().toISOString();
    const tasks = [...byId.values()].slice(0, 3);
    const first = layout.ids[0];
    switch (screen) {
      case 'item':
        if (first !== undefined) intents.go({ kind: 'item', conditionId: first });
        break;
      case 'selected':
        intents.select(layout.ids.slice(1, 4), true);
        break;
      case 'review':
        void intents.review(
          'restart',
          tasks.map(({ id }) => id),
        );
        break;
      case 'typed':
        mirror.setState({ review: { kind: 'ready', plan: samplePlan('restart', tasks, now, 3) } });
        break;
      case 'results': {
        const plan = samplePlan('restart', tasks, now);
        const operation = sampleOperation(plan, true);
        mirror.setState({ review: { kind: 'done', plan, operation } });
        break;
      }
      case 'acknowledged':
        intents.go({ kind: 'acknowledged', conditionId: null });
        break;
      case 'view':
        intents.go({ kind: 'list', lane: null, view: 'api-at-risk' });
        break;
      case 'naming':
        intents.askName({ viewId: 'api-at-risk' });
        break;
      case 'search':
        document.querySelector<HTMLInputElement>('search input')?.focus();
        break;
      case 'query':
        intents.arrange({ query: 'lane:crashed -agent:codex risk:lots' });
        document.querySelector<HTMLInputElement>('search input')?.focus();
        break;
      case 'environments':
        intents.go({ kind: 'environments', environmentId: null });
        break;
      case 'environment':
        intents.go({ kind: 'environments', environmentId: 'env-1' });
        break;
      case 'diff':
        intents.go({ kind: 'environments', environmentId: 'env-1' });
        setTimeout(() => document.querySelector<HTMLElement>('li > [aria-expanded]')?.click(), 150);
        break;
      case 'snooze':
        mirror.setState({ snoozing: layout.ids.slice(0, 3) });
        break;
      case 'runs':
        intents.go({ kind: 'runs', runId: null });
        break;
      case 'operations':
      case 'history':
      case 'settings':
        intents.go({ kind: screen });
        break;
      case 'palette':
      case 'keys':
        intents.show({ overlay: screen });
        break;
      case 'notices':
        intents.notify({ tone: 'good', title: 'Resumed “Rate limiter”', lines: ['Seen alive.'] });
        intents.notify({
          tone: 'bad',
          title: 'Resumed 1 of 2 · 1 not done',
          lines: ['Move sessions: a file changed (changed files: 3 → 4)'],
          again: { verb: 'resume', conditionIds: tasks.map(({ id }) => id) },
        });
        break;
      default:
    }
  };
  const stop = mirror.subscribe(({ view }) => {
    if (view === null) return;
    stop();
    // After the first rendering, as an operator would.
    setTimeout(open, 50);
    if (tab !== null) setTimeout(() => openTab(tab), 150);
  });
}
