import type { Clock } from '#shared/domain/clock.ts';
import { backoffMs } from '#electron/platform/backoff.ts';
import { createSingleFlight, type SingleFlight } from './single-flight.ts';
import { createWakeQueue, settleMs, type Cause, type Key, type Wake } from './wake-queue.ts';

/** What a cheap check found. */
export interface Notice {
  readonly wakes: readonly Wake[];
  /** The rules are to be asked again, whatever git says. */
  readonly isJudgeDue: boolean;
}

export interface LoopDeps {
  readonly clock: Clock;
  /** 0 to 1, for the jitter of the pauses after failures. */
  readonly random: () => number;
  /** Every key there is; `isFresh`: by records read now, else by those read last. */
  readonly keys: (isFresh: boolean) => readonly Key[];
  /** Cheap, every second: processes and records. No git. `isAsked`: nothing is left to the watches. */
  readonly notice: (isAsked: boolean) => Promise<Notice>;
  /** Cheaper still, between two checks: whether a process that was alive is not there any more. */
  readonly pulse: () => boolean;
  /** Cheap: what a few stats per key say. The net below the watches. */
  readonly stamp: () => readonly Wake[];
  /** Looks at these keys of one group; gives the ids of those that could not be looked at. */
  readonly look: (group: string, keys: ReadonlyMap<string, Cause>) => Promise<ReadonlySet<string>>;
  /** Reconciles what was seen last, records, publishes. Gives keys that were never looked at. */
  readonly judge: (isConfirming: boolean) => Promise<readonly Wake[]>;
  /** A pass failed: told to the operator, and tried again with growing pauses. */
  readonly onFailure: (error: unknown) => void;
  readonly times: LoopTimes;
}

/** Lengths in milliseconds. */
export interface LoopTimes {
  /** Between two cheap checks. */
  readonly tickMs: number;
  readonly pulseMs: number;
  /** Between two rounds of stats; asked each time, as it depends on how well watching works. */
  readonly stampMs: () => number;
  /** Silence raises no event: the rules are asked again after this long, without git. */
  readonly watchdogMs: number;
  /** What no cheap check can see: every so long, the key that was looked at longest ago has its turn … */
  readonly turnEveryMs: number;
  /** … if that was at least this long ago. */
  readonly turnAfterMs: number;
  /** The first judgement, and that of a full look, waits so long for groups that do not answer. */
  readonly patienceMs: number;
}

export interface Loop {
  start(): void;
  /** Something changed. `isTickDue`: also check processes and records now. */
  wake(wakes: readonly Wake[], isTickDue?: boolean): void;
  /** One full look; resolves when looks begun after this call have ended at every key. */
  lookNow(options?: { readonly isConfirming?: boolean }): Promise<void>;
  /** Begins nothing more; resolves when what was under way has ended. */
  stop(): Promise<void>;
}

/**
 * Decides when to look: on events, by cheap ticks, a watchdog, and whenever it is asked. One flight per
 * group of keys; a group that fails or hangs holds up no other.
 */
export function createLoop(deps: LoopDeps): Loop {
  const { clock, times } = deps;
  const stopping = new AbortController();
  const queue = createWakeQueue({ nowMs: () => clock.steadyMs(), random: deps.random });
  const flights = new Map<string, SingleFlight>();
  const inFlight = new Set<string>();
  let failures = 0;
  let isConfirming = false;
  let fullLooks = 0;
  let fullSinceMs = -Infinity;
  let ring = (): void => undefined;
  let endPause = (): void => undefined;
  let tickDueMs = -Infinity;
  let stampedMs = -Infinity;
  let turnMs = -Infinity;
  let judgedMs = -Infinity;
  let running: Promise<void> | undefined;

  const wakeAll = (wakes: readonly Wake[]): void => {
    for (const wake of wakes) queue.wake(wake);
  };

  const judging = createSingleFlight(async () => {
    if (stopping.signal.aborted) return;
    const confirming = isConfirming;
    isConfirming = false;
    judgedMs = clock.steadyMs();
    wakeAll(await deps.judge(confirming));
    queue.retain(new Set(deps.keys(false).map(({ id }) => id)));
  });

  /** While everything is being looked at, the verdict waits for the rest, but not for ever. */
  async function judgeUnlessFull(): Promise<void> {
    if (fullLooks > 0 && clock.steadyMs() - fullSinceMs < times.patienceMs) return;
    await judging.wake();
  }

  /**
   * That a process is gone is known without any git: once everything was judged, the news waits for no
   * place that is being looked at.
   */
  const judgeLoss = (): Promise<void> =>
    judgedMs === -Infinity ? judgeUnlessFull() : judging.wake();

  async function flyGroup(group: string): Promise<void> {
    if (stopping.signal.aborted) return;
    const keys = queue.take(group, clock.steadyMs());
    if (keys.size === 0) return;
    let failed: ReadonlySet<string> = new Set(keys.keys());
    inFlight.add(group);
    try {
      failed = await deps.look(group, keys);
    } finally {
      inFlight.delete(group);
      for (const id of keys.keys()) queue.settle(id, failed.has(id), clock.steadyMs());
      ring();
    }
    await judgeUnlessFull();
  }

  function flightOf(group: string): SingleFlight {
    const known = flights.get(group);
    if (known !== undefined) return known;
    const flight = createSingleFlight(() => flyGroup(group));
    flights.set(group, flight);
    return flight;
  }

  function dispatch(): void {
    for (const group of queue.dueGroups(clock.steadyMs()))
      if (!inFlight.has(group)) void flightOf(group).wake().catch(deps.onFailure);
  }

  async function lookAtAll(confirming: boolean): Promise<void> {
    let failed: readonly PromiseRejectedResult[] = [];
    if (fullLooks === 0) fullSinceMs = clock.steadyMs();
    fullLooks += 1;
    try {
      const isLoss = deps.pulse();
      // First, so that what it noticed is covered by the looks that follow.
      await deps.notice(true);
      if (isLoss) await judgeLoss();
      failed = await lookAtEach(deps.keys(true));
    } finally {
      fullLooks -= 1;
    }
    const [first] = failed;
    if (confirming && first === undefined) isConfirming = true;
    // Also then: what was seen of the others is not kept back.
    await judging.wake();
    if (first !== undefined) throw first.reason;
  }

  /** Gives the groups whose look failed. */
  async function lookAtEach(keys: readonly Key[]): Promise<readonly PromiseRejectedResult[]> {
    const groups = new Set(keys.map(({ group }) => group));
    for (const group of flights.keys()) if (!groups.has(group)) flights.delete(group);
    wakeAll(keys.map((key) => ({ ...key, cause: 'asked' })));
    const looks = await Promise.allSettled([...groups].map((group) => flightOf(group).wake()));
    return looks.filter((look) => look.status === 'rejected');
  }

  /** Gives the key that was looked at longest ago its turn. */
  function giveTurn(nowMs: number): void {
    if (nowMs - turnMs < times.turnEveryMs) return;
    turnMs = nowMs;
    const key = queue.longestUnseen(nowMs - times.turnAfterMs);
    if (key !== undefined) queue.wake({ ...key, cause: 'turn' });
  }

  async function tick(isLoss: boolean): Promise<void> {
    const nowMs = clock.steadyMs();
    tickDueMs = nowMs + times.tickMs;
    const { wakes, isJudgeDue } = await deps.notice(false);
    wakeAll(wakes);
    if (nowMs - stampedMs >= times.stampMs()) {
      stampedMs = nowMs;
      wakeAll(deps.stamp());
    }
    giveTurn(nowMs);
    if (isLoss) await judgeLoss();
    else if (isJudgeDue || nowMs - judgedMs >= times.watchdogMs) await judgeUnlessFull();
  }

  async function run(): Promise<void> {
    let isFirst = true;
    while (!stopping.signal.aborted) {
      try {
        if (isFirst) void lookAtAll(false).catch(deps.onFailure);
        isFirst = false;
        const isLoss = deps.pulse();
        if (isLoss || clock.steadyMs() >= tickDueMs) await tick(isLoss);
        dispatch();
        failures = 0;
      } catch (error) {
        failures += 1;
        deps.onFailure(error);
        tickDueMs = clock.steadyMs() + backoffMs(failures, deps.random());
      }
      await pause();
    }
  }

  /** Until the next tick or due key, or until somebody wakes it; then a burst may settle. */
  async function pause(): Promise<void> {
    if (stopping.signal.aborted) return;
    const nowMs = clock.steadyMs();
    const untilMs = Math.min(tickDueMs, queue.nextDueMs(), nowMs + times.pulseMs);
    const waitMs = Math.max(settleMs, untilMs - nowMs);
    const bell = new Promise<boolean>((resolve) => {
      ring = () => resolve(true);
    });
    const isRung = await Promise.race([bell, clock.sleep(waitMs).then(() => false)]);
    if (!isRung || stopping.signal.aborted) return;
    await new Promise<void>((resolve) => {
      endPause = resolve;
      void clock.sleep(settleMs).then(resolve);
    });
  }

  return {
    start() {
      running ??= run();
    },
    wake(wakes, isTickDue = false) {
      wakeAll(wakes);
      if (isTickDue) tickDueMs = Math.min(tickDueMs, clock.steadyMs());
      ring();
    },
    lookNow: (options = {}) => lookAtAll(options.isConfirming === true),
    async stop() {
      stopping.abort();
      ring();
      endPause();
      const idle = [judging, ...flights.values()].map((flight) => flight.idle());
      await Promise.all([running, ...idle]);
    },
  };
}
