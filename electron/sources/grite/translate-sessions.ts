import { compareInTime, type Dated } from '#shared/domain/compare-in-time.ts';
import type { Session } from '#shared/domain/session.ts';
import { given, unnamed } from '#electron/sources/given.ts';
import { blockSchema, type Block, type Comment } from './schemas.ts';
import { parseSessionBlock } from './session-block.ts';

/** What is known of the issue that a session's comments are on. */
export interface SessionOwner {
  readonly taskId: string;
  readonly runId: string;
  /** The host of an actor; undefined: this machine's. */
  readonly hostOf: (actor: string | undefined) => string | undefined;
}

/** The name under which the processes of such sessions are looked at. */
export const bratEngine = 'brat';

/** By time, then by who wrote it, then by the event: the same order for everybody who reads it. */
const dated = ({ ts_unix_ms: ms, actor, event_id: id }: Comment): Dated => ({
  at: instant(ms),
  id: `${actor ?? ''} ${id ?? ''}`,
});

const instant = (ms: number): string => new Date(ms).toISOString();

function toSession(block: Block, comment: Comment, owner: SessionOwner): Session {
  const { last_heartbeat_ts: heartbeat } = block;
  return {
    ...unnamed(blockSchema, block),
    id: block.session_id,
    taskId: owner.taskId,
    runId: owner.runId,
    ...given('agentId', block.engine),
    engine: bratEngine,
    status: block.state,
    ...given('pid', block.pid),
    ...given('host', owner.hostOf(comment.actor)),
    ...given('cwd', block.worktree),
    startedAt: instant(block.started_ts),
    ...given('lastHeartbeatAt', heartbeat === undefined ? undefined : instant(heartbeat)),
    ...given('exitCode', block.exit_code),
    ...given('exitReason', block.exit_reason),
    updatedAt: instant(comment.ts_unix_ms),
  };
}

/** The sessions of an issue by their newest blocks; and what is wrong with blocks that are none. */
export function translateSessions(comments: readonly Comment[], owner: SessionOwner) {
  const latest = new Map<string, { readonly comment: Comment; readonly block: Block }>();
  const faults: string[] = [];
  for (const comment of comments) {
    const fields = parseSessionBlock(comment.body);
    if (fields === undefined) continue;
    const parsed = blockSchema.safeParse(fields);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      faults.push(`${issue?.path.join('.')} of a session's block`);
      continue;
    }
    const block = parsed.data;
    const known = latest.get(block.session_id);
    if (known === undefined || compareInTime(dated(comment), dated(known.comment)) > 0)
      latest.set(block.session_id, { comment, block });
  }
  const sessions = [...latest.values()].map(({ block, comment }) =>
    toSession(block, comment, owner),
  );
  return { sessions, faults };
}
