import type { View } from '#shared/contract/view.ts';
import type { Clock } from '#shared/domain/clock.ts';
import { isQuietAt } from '#shared/domain/preferences.ts';
import type { News } from '#shared/domain/news.ts';
import { nextNews, noNews } from '#electron/reconcile/news.ts';
import type { PreferencesPart } from './preferences-part.ts';

export interface NewsDeps {
  readonly clock: Clock;
  readonly preferences: Pick<PreferencesPart, 'read'>;
  /** Whether every place has answered that is there since the start. */
  readonly isWhole: () => boolean;
}

/** Gives, after each publication, what is to be told outside the window, as the operator chose. */
export function createNewsPart(deps: NewsDeps): (view: View) => readonly News[] {
  const { clock, preferences } = deps;
  let memory = noNews;
  return ({ header, conditions }) => {
    // What a failed look left standing is not new, and what it lost has not gone.
    if (header.observedAt === null || header.failure !== null) return [];
    // What stands when Rollcall is started is no news, and some places take their time to answer.
    if (memory.known === undefined && !deps.isWhole()) return [];
    const { isOn, quiet } = preferences.read().preferences.notifications;
    const ms = clock.nowMs();
    const at = new Date(ms);
    const isQuiet = isQuietAt(quiet, at.getHours() * 60 + at.getMinutes());
    const next = nextNews(memory, conditions, { ms, isQuiet });
    ({ memory } = next);
    return isOn ? next.news : [];
  };
}
