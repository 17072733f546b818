import type { Capabilities } from '#shared/domain/source.ts';

const no = (why: string) => ({ can: false, why }) as const;

/** What Brat's sessions, which Grite keeps as comments, tell and what they do not. */
export const griteCapabilities: Capabilities = {
  processes: { can: true },
  heartbeats: { can: true },
  places: { can: true },
  checkpoints: no('A session is started anew, never resumed.'),
  changes: no('What it prints is read only; brat itself starts and stops its sessions.'),
};
