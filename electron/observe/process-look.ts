import type { Instant } from '#shared/domain/run.ts';

/** What the system says about whoever has a pid now. */
export type ProcessLook =
  | {
      readonly kind: 'found';
      /** The system's own value; comparable only within one boot. */
      readonly startTime: string;
      readonly startedAt?: Instant | undefined;
      readonly cwd?: string | undefined;
    }
  /** Nobody has it, or only a process that has ended and was not reaped. */
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable'; readonly why: string };

/** One system's way to look at a pid. */
export type LookAtPid = (pid: number) => Promise<ProcessLook>;
