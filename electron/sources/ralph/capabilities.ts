import type { Capabilities } from '#shared/domain/source.ts';

const no = (why: string) => ({ can: false, why }) as const;

/** What Ralph's records tell, and what they do not. */
export const ralphCapabilities: Capabilities = {
  processes: no('A worker has no process of its own there; only its coordinator is recorded.'),
  heartbeats: no('Workers give no sign of life there.'),
  places: { can: true },
  checkpoints: no('A worker is started anew, never resumed.'),
  changes: no('Its files are read only; its own commands change them.'),
};
