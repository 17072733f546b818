import { branches } from './branches.ts';
import { causes } from './causes.ts';
import { leases } from './leases.ts';
import { lostPlaces } from './lost-places.ts';
import { machine } from './machine.ts';
import { operations } from './operations.ts';
import type { ReasonWorld } from './reason-world.ts';
import { sessions } from './sessions.ts';
import { sources } from './sources.ts';
import { strays } from './strays.ts';
import { workers } from './workers.ts';

/** Every real world there is, at least one to a reason, and healthy ones. */
export const reasonWorlds: readonly ReasonWorld[] = [
  ...sessions,
  ...lostPlaces,
  ...branches,
  ...operations,
  ...leases,
  ...strays,
  ...machine,
  ...workers,
  ...sources,
  ...causes,
];
