import type { Capabilities } from '#shared/domain/source.ts';

const no = (why: string) => ({ can: false, why }) as const;

/** What Huskies' own outputs tell, and what they do not. */
export const huskiesCapabilities: Capabilities = {
  processes: no('Its agents are known to its server only, not to what it prints.'),
  heartbeats: no('Agents give no sign of life in what it prints.'),
  places: no('An item names no directory there.'),
  checkpoints: no('An item is started anew, never resumed.'),
  changes: no('What it prints is read only; its own server moves items.'),
};
