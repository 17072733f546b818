import { Notification } from 'electron';
import type { News } from '#shared/domain/news.ts';

/** Shows news by the system's own means; a click leads to the item, or to the list. */
export function createNotifier(show: (hash: string) => void): (news: readonly News[]) => void {
  // Kept while shown: a notification that is collected no longer hears its click.
  const shown = new Set<Notification>();
  return (news) => {
    if (!Notification.isSupported()) return;
    for (const { title, body, conditionId } of news) {
      const notification = new Notification({ title, body });
      shown.add(notification);
      notification.on('click', () =>
        show(conditionId === null ? '#/needs-you' : `#/item/${encodeURIComponent(conditionId)}`),
      );
      notification.on('close', () => shown.delete(notification));
      notification.show();
    }
  };
}
