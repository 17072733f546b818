import type { Instant } from '#shared/domain/run.ts';

const two = (value: number): string => String(value).padStart(2, '0');

const dayOf = (date: Date): string =>
  `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

/** An instant as the operator's wall clock, `11:20:03`; what is no instant comes back unchanged. */
export function formatClock(instant: Instant): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** As `formatClock`, with the day before it when that is not the day of `nowMs`. */
export function formatMoment(instant: Instant, nowMs: number): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  const isToday = new Date(nowMs).toDateString() === date.toDateString();
  return isToday ? formatClock(instant) : `${dayOf(date)} ${formatClock(instant)}`;
}

/** A day and a time on the operator's wall clock, `Fri 2026-01-30 09:00`; what is no instant, unchanged. */
export function formatDay(instant: Instant): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  const weekday = date.toLocaleDateString('en', { weekday: 'short' });
  return `${weekday} ${dayOf(date)} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** How long ago, in the largest unit that fits: `12 s`, `37 min`, `2 h`, `12 d`. Never negative. */
export function formatAge(instant: Instant, nowMs: number): string {
  const seconds = Math.max(0, Math.floor((nowMs - Date.parse(instant)) / 1000));
  if (Number.isNaN(seconds)) return '?';
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}

/** Minutes for a narrow place: `37 min`, `4 h`, `4 h 50`. */
export function formatMinutes(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} h${rest === 0 ? '' : ` ${two(rest)}`}`;
}
