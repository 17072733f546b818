import type { Shell } from '#renderer/state/use-mirror.tsx';
import { sampleOperation, samplePlan } from './sample-plan.ts';
import type { Sampling } from './tried-names.ts';

/** Opens the tab with this text, as a click on it would. */
function openTab(text: string): void {
  const tabs = [...document.querySelectorAll<HTMLElement>('[role=tab]')];
  tabs.find((tab) => tab.textContent === text)?.click();
}

export interface OpenRequest {
  readonly screen: string;
  /** The text of the tab to be opened. */
  readonly tab: string | null;
  /** How many items are reviewed or selected. */
  readonly chosen: number;
  readonly sampling: Sampling;
  /** Whatever scrolls is scrolled to its end. */
  readonly isAtEnd: boolean;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
/** An operator's moment: what was done before is drawn. */
const momentMs = 50;

function openNow({ mirror, intents }: Shell, { screen, chosen, sampling }: OpenRequest): void {
  const { byId, layout, view } = mirror.getState();
  const tasks = [...byId.values()].slice(0, chosen);
  const [clean, environment = clean] = view?.environments ?? [];
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
    case 'planning':
      mirror.setState({
        review: {
          kind: 'planning',
          verb: 'clean_up',
          conditionIds: tasks.map(({ id }) => id),
          progress: { looked: 37, total: 150 },
        },
      });
      break;
    case 'typed':
      mirror.setState({
        review: { kind: 'ready', plan: samplePlan('restart', tasks, { ...sampling, tier: 3 }) },
      });
      break;
    case 'results': {
      const plan = samplePlan('restart', tasks, sampling);
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
    case 'diff':
      intents.go({ kind: 'environments', environmentId: environment?.id ?? null });
      break;
    case 'snooze':
      mirror.setState({ snoozing: layout.ids.slice(0, chosen) });
      break;
    case 'runs':
      intents.go({ kind: 'runs', runId: null });
      break;
    case 'task':
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
    case 'found':
      intents.show({ overlay: 'palette' });
      break;
    case 'menu':
      if (first !== undefined) intents.show({ menuId: first });
      break;
    case 'workspaces':
      document.querySelector<HTMLElement>('button[aria-label^="Workspace:"]')?.click();
      break;
    case 'notices':
      intents.notify({
        tone: 'good',
        title: `Resumed “${sampling.names?.task ?? 'Rate limiter'}”`,
        lines: [`Seen alive on ${sampling.names?.branch ?? 'rollcall/limiter'}.`],
      });
      if (chosen > 1)
        intents.notify({
          tone: 'bad',
          title: `Resumed 1 of ${chosen} · 1 not done`,
          lines: [
            `${sampling.names?.task ?? 'Move sessions'}: a file changed (changed files: 3 → 4)`,
          ],
          again: { verb: 'resume', conditionIds: tasks.map(({ id }) => id) },
        });
      if (chosen > 3)
        intents.notify({ tone: 'plain', title: 'The audit is intact: 412 rows', lines: [] });
      break;
    default:
  }
}

/** What a click opens within a screen. */
const insides: Readonly<Record<string, string>> = {
  diff: 'li > [aria-expanded]',
  task: '[role=row][aria-level="2"]',
};

/** Resolves when the first view is there, or was asked for in vain. */
const firstView = ({ mirror }: Shell): Promise<void> =>
  new Promise((resolve) => {
    const stop = mirror.subscribe(({ view, connection }) => {
      if (view === null && connection.kind !== 'lost') return;
      stop();
      resolve();
    });
  });

/** Types into a field, as an operator would. */
function typeInto(selector: string, text: string): void {
  const field = document.querySelector<HTMLInputElement>(selector);
  field?.focus();
  field?.setRangeText(text);
  field?.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

/** Brings the shell to a screen, and to one of its tabs, once its first view is there. */
export async function openScreen(shell: Shell, request: OpenRequest): Promise<void> {
  await firstView(shell);
  // After the first rendering, as an operator would.
  await pause(momentMs);
  openNow(shell, request);
  if (request.tab !== null) {
    await pause(momentMs);
    openTab(request.tab);
  }
  const inner = insides[request.screen];
  if (inner !== undefined) {
    await pause(momentMs);
    document.querySelector<HTMLElement>(inner)?.click();
    await pause(momentMs);
  }
  if (request.screen === 'found') {
    await pause(momentMs);
    typeInto('[cmdk-input]', request.sampling.names?.view ?? 'view');
  }
  if (request.screen === 'notices') {
    await pause(momentMs);
    // What is looked at does not fade, however long that takes.
    for (const card of document.querySelectorAll('[aria-label=Messages] li > *'))
      card.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
  }
  if (request.isAtEnd) {
    await pause(momentMs);
    for (const one of document.querySelectorAll('main *, aside *'))
      if (getComputedStyle(one).overflowY === 'auto') one.scrollTop = one.scrollHeight;
  }
}
