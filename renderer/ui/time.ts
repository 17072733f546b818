import type { Instant } from '#shared/domain/run.ts';
import { dayOf, formatClock, formatMoment } from '#shared/domain/wall-clock.ts';

export { formatClock, formatMoment };

/** A day and a time on the operator's wall clock, `Fri 2026-01-30 09:00`; what is no instant, unchanged. */
export function formatDay(instant: Instant): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  const weekday = date.toLocaleDateString('en', { weekday: 'short' });
  return `${weekday} ${dayOf(date)} ${formatClock(instant).slice(0, 5)}`;
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
  return `${Math.floor(minutes / 60)} h${rest === 0 ? '' : ` ${String(rest).padStart(2, '0')}`}`;
}
