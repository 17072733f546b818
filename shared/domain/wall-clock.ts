import type { Instant } from './run.ts';

const dayMs = 86_400_000;

const two = (value: number): string => String(value).padStart(2, '0');

/** A day on the operator's wall clock, `2026-01-30`. */
export const dayOf = (date: Date): string =>
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
  const isToday =
    Math.abs(nowMs - date.getTime()) < dayMs && new Date(nowMs).getDate() === date.getDate();
  return isToday ? formatClock(instant) : `${dayOf(date)} ${formatClock(instant)}`;
}
