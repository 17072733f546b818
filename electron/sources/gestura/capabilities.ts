import type { Capabilities } from '#shared/domain/source.ts';

const no = (why: string) => ({ can: false, why }) as const;

/** What Gestura's records tell, and what they do not. */
export const gesturaCapabilities: Capabilities = {
  processes: no('Neither tasks nor leases name a process there.'),
  heartbeats: no('Agents give no sign of life there.'),
  places: { can: true },
  checkpoints: { can: true },
  changes: no('Its files are read only; Gestura itself resumes and restarts its tasks.'),
};
