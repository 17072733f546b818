// For tests of recovery, which may not import the other rooms itself: the real ones.
import { createProcessEngine } from '#electron/engines/process-engine.ts';
import { openJournal } from '#electron/journal/open-journal.ts';
import { createObserver } from '#electron/observe/observe-world.ts';
import {
  createIdentifyProcess,
  createProcessObserver,
  readBootId,
} from '#electron/observe/process.ts';
import { runStatus } from '#electron/reconcile/run-status.ts';
import { createFindForeignWorker } from './foreign-workers.ts';
import type { Rooms } from '#electron/recover/recovery-world.ts';

/** What `createRecoveryWorld` joins: a real journal, real probes, a real process engine. */
export const rooms: Rooms = {
  openJournal,
  createObserver,
  createProcessObserver,
  createIdentifyProcess,
  readBootId,
  createProcessEngine,
  runStatus,
  createFindForeignWorker,
};
