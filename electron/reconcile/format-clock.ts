import type { Instant } from '#shared/domain/run.ts';

/** HH:MM:SS in the instant's own offset: `2026-01-31T09:12:04.120+02:00` gives `09:12:04`. */
export const formatClock = (instant: Instant): string =>
  /T(\d{2}:\d{2}:\d{2})/u.exec(instant)?.[1] ?? instant;
