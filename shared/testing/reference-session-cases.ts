import type { SessionStatus } from '#shared/domain/session.ts';

/** One session, as recorded and as its engine tells it, and what becomes of it. */
interface SessionCase {
  readonly title: string;
  readonly records: readonly { readonly id: string; readonly status: SessionStatus }[];
  readonly engine: readonly {
    readonly id: string;
    readonly alive: boolean;
    readonly exitCode?: number;
  }[];
  /** Ids by what Rollcall makes of them. */
  readonly outcome: {
    readonly inSync?: number;
    readonly unknown?: number;
    readonly crashed?: readonly string[];
    readonly orphaned?: readonly string[];
  };
  /** What the reference does instead, and why Rollcall does not. */
  readonly differs?: string;
}

/** The reference's session cases, restated. Sessions were started long ago unless `spawned`. */
export const sessionCases: readonly SessionCase[] = [
  {
    title: 'recorded as running and alive: in sync',
    records: [{ id: 'A', status: 'running' }],
    engine: [{ id: 'A', alive: true }],
    outcome: { inSync: 1 },
  },
  {
    title: 'recorded as running, ended with code 1: crashed',
    records: [{ id: 'A', status: 'running' }],
    engine: [{ id: 'A', alive: false, exitCode: 1 }],
    outcome: { crashed: ['A'] },
    differs:
      'sessions: the reference ignores the code and writes -1; Rollcall tells it and proposes, and writes nothing by itself',
  },
  {
    title: 'recorded as spawned a moment ago, not listed yet: unknown',
    records: [{ id: 'A', status: 'spawned' }],
    engine: [],
    outcome: { unknown: 1 },
    differs: 'sessions: the reference knows no grace and calls it crashed',
  },
  {
    title: 'recorded as ended, and dead: in sync',
    records: [{ id: 'A', status: 'exit' }],
    engine: [{ id: 'A', alive: false }],
    outcome: { inSync: 1 },
    differs: 'sessions: the reference reports an orphan, although nothing is left of it',
  },
  {
    title: 'recorded nowhere, alive: orphaned',
    records: [],
    engine: [{ id: 'B', alive: true }],
    outcome: { orphaned: ['B'] },
  },
  { title: 'nothing anywhere: clean', records: [], engine: [], outcome: {} },
];

type Move = readonly [from: SessionStatus, to: SessionStatus];

/** Moves that a session's record may make without force, and moves that it may not. */
export const sessionMoves: {
  readonly allowed: readonly Move[];
  readonly refused: readonly Move[];
} = {
  allowed: [
    ['spawned', 'ready'],
    ['ready', 'running'],
    ['running', 'handoff'],
    ['spawned', 'exit'],
    ['ready', 'exit'],
    ['running', 'exit'],
    ['handoff', 'exit'],
    ['exit', 'exit'],
  ],
  refused: [
    ['spawned', 'running'],
    ['ready', 'handoff'],
    ['running', 'ready'],
    ['handoff', 'running'],
    ['exit', 'running'],
  ],
};
