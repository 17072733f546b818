/** RFC 3339 with offset, e.g. `2026-01-31T09:12:40.120Z`. */
export type Instant = string;

export const runStatuses = [
  'draft',
  'running',
  'waiting',
  'completed',
  'failed',
  'cancelled',
] as const;
export type RunStatus = (typeof runStatuses)[number];

/** Tasks started together. */
export interface Run {
  readonly id: string;
  readonly name?: string | undefined;
  readonly status: RunStatus;
  readonly parentRunId?: string | undefined;
  readonly workspaceDir?: string | undefined;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly completedAt?: Instant | undefined;
}
