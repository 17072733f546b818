import { cannot } from '#electron/sources/cannot.ts';
import type { Capabilities } from '#shared/domain/source.ts';

/** What Huskies' own outputs tell, and what they do not. */
export const huskiesCapabilities: Capabilities = {
  processes: cannot('Its agents are known to its server only, not to what it prints.'),
  heartbeats: cannot('Agents give no sign of life in what it prints.'),
  places: cannot('An item names no directory there.'),
  checkpoints: cannot('An item is started anew, never resumed.'),
  changes: cannot('What it prints is read only; its own server moves items.'),
};
