import type { Clock } from '#shared/domain/clock.ts';
import { createSingleFlight } from './single-flight.ts';

/** Why a look is due: nothing, only these environments, or everything. */
export type Due =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'some'; readonly environmentIds: ReadonlySet<string> }
  /** `isConfirming`: an operator has seen a mass death and wants what is found now to count. */
  | { readonly kind: 'everything'; readonly isConfirming?: true };

export interface LoopDeps {
  readonly clock: Clock;
  /** Cheap: no git. Says what changed since the last look. */
  readonly notice: () => Promise<Due>;
  /** Looks, reconciles, records, publishes. */
  readonly look: (due: Exclude<Due, { kind: 'nothing' }>) => Promise<void>;
  /** A look failed: told to the operator, and tried again with growing pauses. */
  readonly onFailure: (error: unknown) => void;
  /** Between two cheap checks. */
  readonly tickMs: number;
  /** Silence raises no event: the rules are asked again after this long, without git. */
  readonly watchdogMs: number;
  /** What no cheap check can see is found by looking at everything after this long. */
  readonly fullLookMs: number;
  /** 0 to 1, for the jitter of the pauses after failures. */
  readonly random: () => number;
}

export interface Loop {
  start(): void;
  /** One full look; resolves when a look begun after this call has ended. */
  lookNow(options?: { readonly isConfirming?: boolean }): Promise<void>;
  stop(): Promise<void>;
}

/** 1 s doubling to 60 s, ± 10 % (docs: reconcile rules, “When”). */
export function backoffMs(failures: number, random: number): number {
  const base = Math.min(60_000, 1000 * 2 ** Math.max(0, failures - 1));
  return Math.round(base * (0.9 + 0.2 * random));
}

/** Decides when to look: cheap ticks, a watchdog, and whenever it is asked. */
export function createLoop(deps: LoopDeps): Loop {
  const stopping = new AbortController();
  let failures = 0;
  let isFullDue = true;
  let isConfirming = false;
  let partlyDue = new Set<string>();
  let lastFullMs = -Infinity;
  let lastMs = -Infinity;
  let running: Promise<void> | undefined;

  const flight = createSingleFlight(async () => {
    if (stopping.signal.aborted) return;
    const due: Due = isFullDue
      ? { kind: 'everything', ...(isConfirming ? { isConfirming } : {}) }
      : { kind: 'some', environmentIds: partlyDue };
    isFullDue = false;
    isConfirming = false;
    partlyDue = new Set();
    lastMs = deps.clock.nowMs();
    if (due.kind === 'everything') lastFullMs = lastMs;
    await deps.look(due);
    failures = 0;
  });

  async function tick(): Promise<void> {
    const due = await deps.notice();
    if (due.kind === 'some') for (const id of due.environmentIds) partlyDue.add(id);
    if (due.kind === 'everything') isFullDue = true;
    const nowMs = deps.clock.nowMs();
    if (nowMs - lastFullMs >= deps.fullLookMs) isFullDue = true;
    const isSilent = nowMs - lastMs >= deps.watchdogMs;
    if (isFullDue || isSilent || due.kind === 'some') await flight.wake();
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await tick();
      } catch (error) {
        failures += 1;
        isFullDue = true;
        deps.onFailure(error);
      }
      await deps.clock.sleep(failures === 0 ? deps.tickMs : backoffMs(failures, deps.random()));
    }
  }

  return {
    start() {
      running ??= run();
    },
    async lookNow(options = {}) {
      isFullDue = true;
      if (options.isConfirming === true) isConfirming = true;
      await flight.wake();
    },
    async stop() {
      stopping.abort();
      await flight.idle();
    },
  };
}
