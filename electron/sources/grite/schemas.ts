import { z } from 'zod';
import { sessionStatuses } from '#shared/domain/session.ts';
import {
  listOf,
  msField,
  nameField,
  perhaps,
  placeField,
} from '#electron/sources/source-fields.ts';

/** One field has been spelt in several ways. */
const withIssueId = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || 'issue_id' in value) return value;
  const names = ['grite_issue_id', 'gritee_issue_id', 'grit_issue_id'];
  const [, id] = Object.entries(value).find(([name]) => names.includes(name)) ?? [];
  return { ...value, issue_id: id };
};

const issueFields = z.looseObject({
  issue_id: nameField,
  title: perhaps(z.string()),
  state: perhaps(z.string()),
  labels: listOf(z.string()),
  created_ts: perhaps(msField),
  updated_ts: perhaps(msField),
});
const issueSchema = z.preprocess(withIssueId, issueFields);
export type Issue = z.infer<typeof issueFields>;

const commentSchema = z.looseObject({
  event_id: perhaps(z.string()),
  actor: perhaps(z.string()),
  ts_unix_ms: msField,
  body: z.string(),
});
export type Comment = z.infer<typeof commentSchema>;

const eventSchema = z
  .looseObject({
    event_id: perhaps(z.string()),
    actor: perhaps(z.string()),
    ts_unix_ms: msField,
    kind: z.unknown(),
  })
  .transform(({ kind, ...event }): Comment | undefined => {
    const added = z.object({ CommentAdded: z.object({ body: z.string() }) }).safeParse(kind);
    return added.success ? { ...event, body: added.data.CommentAdded.body } : undefined;
  });

const lockSchema = z.looseObject({
  resource: z.string(),
  owner: z.string(),
  expires_unix_ms: perhaps(msField),
  expires_ts: perhaps(msField),
});

const dataSchema = z.looseObject({
  issue: issueSchema.optional(),
  events: listOf(eventSchema),
  issues: listOf(issueSchema),
  comments: listOf(commentSchema),
  locks: listOf(lockSchema),
  interventions: listOf(z.looseObject({ summary: z.string() })),
});
export type PrintedData = z.infer<typeof dataSchema>;

/** An answer in its envelope, or bare as a daemon gives it; an issue alone stands for itself. */
export const printedSchema = z.preprocess(
  (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    if ('ok' in value && 'data' in value) return { ok: value.ok, data: value.data };
    if ('ok' in value) return value;
    return { ok: true, data: 'issue_id' in value ? { ...value, issue: value } : value };
  },
  z.looseObject({ ok: z.literal(true), data: dataSchema }),
);

const numeral = z
  .string()
  .regex(/^-?\d{1,16}$/u, 'a whole number')
  .transform(Number);

/** A session's block; what it has more is kept. */
export const blockSchema = z.looseObject({
  session_id: nameField,
  state: z.enum(sessionStatuses),
  role: perhaps(z.string()),
  engine: perhaps(nameField),
  worktree: perhaps(placeField),
  pid: perhaps(numeral.pipe(z.int().positive())),
  started_ts: numeral.pipe(msField),
  last_heartbeat_ts: perhaps(numeral.pipe(msField)),
  exit_code: perhaps(numeral),
  exit_reason: perhaps(z.string()),
});
export type Block = z.infer<typeof blockSchema>;
