import type { LiveEvent } from '#shared/contract/view.ts';
import { messageOf } from '#shared/result.ts';
import type { Connect, Connected } from './client.ts';
import type { Arrange } from './arrange.ts';
import type { MirrorState } from './mirror-state.ts';
import { createReceiver, type Mirror } from './mirror.ts';

export interface LiveDependencies {
  readonly mirror: Mirror;
  readonly arrange: Arrange;
  readonly connect: Connect;
  readonly nowMs: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Between 0 and 1. */
  readonly random: () => number;
}

const ended = 'The console ended the connection.';
const firstWaitMs = 500;
const longestWaitMs = 10_000;

/** How long to wait before the next try: doubling from half a second to ten, ± 20 %. */
export const waitBefore = (attempt: number, random: number): number =>
  Math.min(longestWaitMs, firstWaitMs * 2 ** attempt) * (0.8 + 0.4 * random);

/** “All” that was chosen while rows were on their way means these too. */
function completeSelection(
  before: MirrorState,
  change: Partial<MirrorState>,
): Partial<MirrorState> {
  if (!before.isPartial || !before.isAllSelected || change.layout === undefined) return change;
  return { ...change, selected: new Set(change.layout.ids) };
}

/**
 * Keeps the mirror fed until `stop` is called: connects, follows, asks for a new snapshot on a gap,
 * and on loss keeps what was last seen and tries again.
 */
export function startLive(deps: LiveDependencies): { stop(): void } {
  const { mirror } = deps;
  const stopping = new AbortController();
  const isStopped = () => stopping.signal.aborted;
  let attempt = 0;

  function put(event: LiveEvent, receive: ReturnType<typeof createReceiver>): boolean {
    const state = mirror.getState();
    const received = receive(state, event);
    if (received === 'gap') return false;
    attempt = 0;
    if (received === 'more') return true;
    const { rows, ...rest } = received;
    const change = { ...rest, connection: { kind: 'live' } as const };
    // What completes a list cannot wait to be brought in: the operator never saw it without. And what a
    // console does not know yet is not gone: no row of the last one stays as if it were.
    const isMoved = state.isPartial || change.view.header.observedAt === null;
    mirror.setState(completeSelection(state, deps.arrange(state, change, isMoved, rows)));
    return true;
  }

  async function follow({ client }: Connected): Promise<void> {
    mirror.setState({ client, about: await client.about() });
    while (!isStopped()) {
      let isGap = false;
      const receive = createReceiver();
      try {
        for await (const event of await client.live(undefined, { signal: stopping.signal })) {
          isGap = !put(event, receive);
          if (isGap) break;
        }
      } catch (error) {
        // The transport's own words are for programmers.
        if (error instanceof Error && error.name === 'AbortError')
          throw new Error(ended, { cause: error });
        throw error;
      }
      if (!isGap) throw new Error(ended);
    }
  }

  async function lose(error: unknown): Promise<void> {
    const waitMs = waitBefore(attempt, deps.random());
    attempt += 1;
    const nowMs = deps.nowMs();
    const { connection } = mirror.getState();
    const sinceMs = connection.kind === 'lost' ? connection.sinceMs : nowMs;
    const message = messageOf(error);
    mirror.setState({
      client: null,
      connection: { kind: 'lost', sinceMs, nextTryAtMs: nowMs + waitMs, message },
    });
    await deps.sleep(waitMs, stopping.signal);
  }

  async function run(): Promise<void> {
    while (!isStopped()) {
      let connected: Connected | null = null;
      try {
        connected = await deps.connect();
        await follow(connected);
      } catch (error) {
        if (!isStopped()) await lose(error);
      } finally {
        connected?.close();
      }
    }
  }

  void run();
  return { stop: () => stopping.abort() };
}
