import { cannot } from '#electron/sources/cannot.ts';
import type { Capabilities } from '#shared/domain/source.ts';

/** What Gestura's records tell, and what they do not. */
export const gesturaCapabilities: Capabilities = {
  processes: cannot('Neither tasks nor leases name a process there.'),
  heartbeats: cannot('Agents give no sign of life there.'),
  places: { can: true },
  checkpoints: { can: true },
  changes: cannot('Its files are read only; Gestura itself resumes and restarts its tasks.'),
};
