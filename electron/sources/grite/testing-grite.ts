// For tests: what Grite and Brat print.
export const actor = '64d15a2c383e2161772f9cea23e87222';

/** A session's comment. */
export const blockOf = (
  state: string,
  more: Readonly<Record<string, string | number | null>> = {},
): string => {
  const fields = {
    state,
    session_id: 's-20250117-a2f9',
    role: 'witness',
    session_type: 'polecat',
    engine: 'claude',
    worktree: '/repo/.grite/worktrees/s-20250117-a2f9',
    pid: 12345,
    started_ts: 1_700_000_000_000,
    last_heartbeat_ts: null,
    exit_code: null,
    exit_reason: null,
    ...more,
  };
  const lines = Object.entries(fields).map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
  return ['[session]', ...lines, '[/session]'].join('\n');
};

const issue = {
  issue_id: '8057324b1e03afd613d4b428fdee657a',
  title: 'Fix parser',
  state: 'open',
  labels: [
    'convoy:c-20250117-a2f9',
    'engine:claude',
    'session:running',
    'status:running',
    'task:t-20250117-b3c4',
    'type:task',
  ],
  created_ts: 1_699_999_990_000,
  updated_ts: 1_700_000_030_000,
};

const comment = (ts: number, body: string) => ({
  event_id: String(ts),
  actor,
  ts_unix_ms: ts,
  body,
});

/** `grite --no-daemon issue show`, with these comments. */
export const shown = (...bodies: readonly string[]): string =>
  JSON.stringify({
    schema_version: 1,
    ok: true,
    data: {
      issue,
      events: [
        { ...comment(1, ''), kind: { LabelAdded: { label: 'session:spawned' } } },
        ...bodies.map((body, index) => ({
          ...comment(1_700_000_000_001 + index, body),
          kind: { CommentAdded: { body } },
        })),
      ],
    },
  });

/** The same through a daemon: bare, and with comments for events. */
export const shownByDaemon = (...bodies: readonly string[]): string =>
  JSON.stringify({
    ...issue,
    comments: bodies.map((body, index) => comment(1_700_000_000_001 + index, body)),
  });

/** `grite issue list`, with the id of each issue under this name. */
export const listed = (name = 'issue_id'): string => {
  const { issue_id: id, ...rest } = issue;
  return JSON.stringify({ ok: true, data: { issues: [{ ...rest, [name]: id }], total: 1 } });
};

export const locks: string = JSON.stringify({
  ok: true,
  data: {
    locks: [{ resource: 'path:src/parser.rs', owner: actor, expires_unix_ms: 1_700_003_900_000 }],
  },
});

export const status: string = JSON.stringify({
  ok: true,
  data: {
    tasks: { total: 1 },
    sessions: [],
    locks: [],
    interventions: [{ kind: 'stuck_session', summary: 'Session s-1 missed its heartbeat' }],
  },
});
