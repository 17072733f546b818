import type { Intents } from './intents.ts';
import type { Mirror } from './mirror.ts';

/** Reads the saved views whenever a console is reached. Gives the way to stop. */
export const followViews = (mirror: Mirror, { loadViews }: Pick<Intents, 'loadViews'>) =>
  mirror.subscribe(({ client }, before) => {
    if (client !== null && client !== before.client) void loadViews(client);
  });
