import { promises as fs } from 'node:fs';
import type { Clock } from '#shared/domain/clock.ts';
import type { Instant } from '#shared/domain/run.ts';
import { readMacBootTime } from './mac-process.ts';

/** A time from 1970 on, in whole seconds, that a date can hold; undefined for anything else. */
const toInstant = (seconds: string | undefined): Instant | undefined => {
  const ms = Number(seconds) * 1000;
  return seconds === undefined || !Number.isSafeInteger(ms) || ms <= 0 || ms > 8.64e15
    ? undefined
    : new Date(ms).toISOString();
};

/** Linux: the line `btime <seconds since 1970>` of /proc/stat; proc(5). */
export const parseLinuxBootTime = (text: string): Instant | undefined =>
  toInstant(/^btime (\d{1,12})$/mu.exec(text)?.[1]);

/** macOS: `{ sec = 1700000000, usec = 0 } …`, as `sysctl -n kern.boottime` prints it. */
export const parseMacBootTime = (text: string): Instant | undefined =>
  toInstant(/\bsec = (\d{1,12})\b/u.exec(text)?.[1]);

/** When this boot began; undefined when the system does not tell: then nothing is called older than it. */
export async function readBootedAt(procRoot = '/proc'): Promise<Instant | undefined> {
  if (process.platform === 'darwin') return parseMacBootTime(await readMacBootTime());
  // Without /proc there is nothing to be told, which is an answer.
  return parseLinuxBootTime(await fs.readFile(`${procRoot}/stat`, 'utf8').catch(() => ''));
}

/** Says when this boot began, as `readBootedAt`. */
export type BootedAt = () => Promise<Instant | undefined>;

/** The two clocks are read one after the other, and by the way one may be slowed a little. */
const isSetByMs = 500;

/**
 * Asks the system when this boot began, and again only when the wall clock was set: systems count the
 * beginning back from it. The earliest that was told counts, so that no process is taken for a later
 * one than it is because the clock was set forward since.
 */
export function createBootedAt(
  clock: Pick<Clock, 'nowMs' | 'steadyMs'>,
  read: BootedAt = readBootedAt,
): BootedAt {
  let answer: Promise<Instant | undefined> | undefined;
  let aheadMs = 0;

  async function askAgain(before: typeof answer): Promise<Instant | undefined> {
    const [known, told] = await Promise.all([before, read()]);
    if (known === undefined || told === undefined) return known ?? told;
    return Date.parse(told) < Date.parse(known) ? told : known;
  }

  return async () => {
    const nowAheadMs = clock.nowMs() - clock.steadyMs();
    if (answer === undefined || Math.abs(nowAheadMs - aheadMs) > isSetByMs) {
      aheadMs = nowAheadMs;
      answer = askAgain(answer);
    }
    const asked = answer;
    const told = await asked;
    // Nothing was told: whoever looks next asks again.
    if (told === undefined && answer === asked) answer = undefined;
    return told;
  };
}
