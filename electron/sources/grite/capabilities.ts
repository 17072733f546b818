import { cannot } from '#electron/sources/cannot.ts';
import type { Capabilities } from '#shared/domain/source.ts';

/** What Brat's sessions, which Grite keeps as comments, tell and what they do not. */
export const griteCapabilities: Capabilities = {
  processes: { can: true },
  heartbeats: { can: true },
  places: { can: true },
  checkpoints: cannot('A session is started anew, never resumed.'),
  changes: cannot('What it prints is read only; brat itself starts and stops its sessions.'),
};
