import { cannot } from '#electron/sources/cannot.ts';
import type { Capabilities } from '#shared/domain/source.ts';

/** What Ralph's records tell, and what they do not. */
export const ralphCapabilities: Capabilities = {
  processes: cannot('A worker has no process of its own there; only its coordinator is recorded.'),
  heartbeats: cannot('Workers give no sign of life there.'),
  places: { can: true },
  checkpoints: cannot('A worker is started anew, never resumed.'),
  changes: cannot(
    'Only a blocked push is handed back for another try; all else is changed by its own commands.',
  ),
};
