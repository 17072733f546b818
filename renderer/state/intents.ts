import { createAct } from './act.ts';
import { createOperate } from './operate.ts';
import { createPoint } from './point.ts';
import type { Appearance, MirrorState, Notice } from './mirror-state.ts';
import { createPutBack } from './put-back.ts';
import { createViews } from './views.ts';
import { createWorlds } from './worlds.ts';
import type { Arrange } from './arrange.ts';
import type { Mirror } from './mirror.ts';

export interface IntentDependencies {
  readonly mirror: Mirror;
  readonly arrange: Arrange;
  /** Remembers the operator's taste and puts it on the page. */
  readonly keepAppearance: (appearance: Appearance) => void;
}

const shownAtMost = 4;

/** Everything a screen may ask for. */
export function createIntents({ mirror, arrange, keepAppearance }: IntentDependencies) {
  let lastNotice = 0;

  function notify(notice: Omit<Notice, 'id'>): void {
    lastNotice += 1;
    const { notices } = mirror.getState();
    const announcement = [notice.title, ...notice.lines].join('. ');
    mirror.setState({
      notices: [...notices, { ...notice, id: lastNotice }].slice(-shownAtMost),
      announcement,
    });
  }

  const point = createPoint({ mirror, arrange });
  const act = createAct({ mirror, notify });
  return {
    ...point,
    ...act,
    ...createViews({ mirror, notify, go: point.go }),
    ...createPutBack({ mirror, notify, act: act.act }),
    ...createOperate({ mirror, notify }),
    ...createWorlds({ mirror, notify }),
    notify,
    dismiss: (id: number) =>
      mirror.setState(({ notices }) => ({ notices: notices.filter((one) => one.id !== id) })),
    show: (change: Partial<Pick<MirrorState, 'overlay' | 'menuId'>>) => mirror.setState(change),
    setAppearance: (change: Partial<Appearance>) => {
      const appearance = { ...mirror.getState().appearance, ...change };
      keepAppearance(appearance);
      mirror.setState({ appearance });
    },
  };
}
export type Intents = ReturnType<typeof createIntents>;
