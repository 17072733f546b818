import type { Instant } from '#shared/domain/run.ts';

/** What the system says about whoever has a pid now. */
export type ProcessLook =
  | {
      readonly kind: 'found';
      /** The system's own value; comparable only within one boot. */
      readonly startTime: string;
      readonly startedAt?: Instant | undefined;
      readonly cwd?: string | undefined;
      /** Asked for only when it is told: to read it may wait for the process itself. */
      readonly command: () => Promise<string | undefined>;
    }
  /** Nobody has it, or only a process that has ended and was not reaped. */
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable'; readonly why: string };

/** One system's way to look at a pid. */
export type LookAtPid = (pid: number) => Promise<ProcessLook>;

/** At most 200 characters of a command line, on one line. */
export const shortCommand = (words: readonly string[]): string => {
  const line = words.join(' ').replaceAll(/\s+/g, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
};
