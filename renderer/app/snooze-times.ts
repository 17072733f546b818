import type { Instant } from '#shared/domain/run.ts';

export interface SnoozeTime {
  readonly label: string;
  readonly until: Instant;
}

const morning = 9;
const monday = 1;

/** Nine o'clock on the operator's wall clock, so many days after `from`. */
function morningIn(from: Date, days: number): Instant {
  const day = new Date(from.getFullYear(), from.getMonth(), from.getDate() + days, morning);
  return day.toISOString();
}

/** What is offered for a snooze at `nowMs` (milliseconds since the epoch), each always in its place. */
export function listSnoozeTimes(nowMs: number): readonly SnoozeTime[] {
  const now = new Date(nowMs);
  const toMonday = (monday - now.getDay() + 7) % 7 || 7;
  return [
    { label: 'For an hour', until: new Date(nowMs + 3_600_000).toISOString() },
    { label: 'Until tomorrow', until: morningIn(now, 1) },
    { label: 'For three days', until: morningIn(now, 3) },
    { label: 'Until next week', until: morningIn(now, toMonday) },
  ];
}

/** What a field of day and time holds, read on the operator's wall clock; a sentence when it cannot be taken. */
export function readSnoozeTime(
  text: string,
  nowMs: number,
): { readonly until: Instant } | { readonly error: string } {
  const at = new Date(text).getTime();
  if (Number.isNaN(at)) return { error: 'Give a day and a time.' };
  return at <= nowMs
    ? { error: 'That is past; give a later time.' }
    : { until: new Date(at).toISOString() };
}
