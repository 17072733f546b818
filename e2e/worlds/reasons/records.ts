import { join } from 'node:path';
import type { Environment } from '#shared/domain/environment.ts';
import type { RecordsDocument } from '#shared/domain/records-document.ts';
import type { Session } from '#shared/domain/session.ts';
import type { Task } from '#shared/domain/task.ts';
import { must } from '#e2e/worlds/must.ts';
import { makeEnvironment, makeRun, makeSession, makeTask } from '#shared/testing/make-record.ts';
import type { Place } from './place.ts';
import type { MadeWorld, ReasonWorld } from './reason-world.ts';

/** The environment of the place's worktree. */
export const placedEnvironment = (place: Place, more: Partial<Environment> = {}): Environment => {
  const { repo, path, branch, head } = place;
  return makeEnvironment.worktree({
    workspaceRoot: repo,
    path,
    git: {
      repoRoot: repo,
      baseBranch: 'main',
      branch,
      worktreePath: path,
      createBranchIfMissing: true,
      head,
    },
    ...more,
  });
};

const made = makeSession.spawned({ status: 'running' });

/** The place's session, by the engine's name for it; its process has to be told. */
export const placedSession = (place: Place, more: Partial<Session> = {}): Session => {
  const { id: _of, pid: _pid, startTime: _at, bootId: _in, host: _on, ...rest } = made;
  return { ...rest, id: `s-${place.mark}`, cwd: place.path, ...more };
};

export interface RecordedParts {
  /** Absent: a queued task. */
  readonly task?: Task;
  readonly environment?: Partial<Environment>;
  readonly sessions?: readonly Session[];
}

/** A run with one task in the place's worktree. */
export const recordsOf = (place: Place, parts: RecordedParts = {}): RecordsDocument => ({
  schemaVersion: 1,
  workspaceRoot: place.repo,
  runs: [makeRun({ workspaceDir: place.repo })],
  tasks: [parts.task ?? makeTask.queued()],
  environments: [placedEnvironment(place, parts.environment)],
  sessions: parts.sessions ?? [],
});

/** A world in which something happens to the worktree of a task that has not begun. */
export const drifting = (
  reason: ReasonWorld['reason'],
  story: string,
  happen: (place: Place) => Promise<unknown>,
  more: Pick<ReasonWorld, 'facts'> & { readonly environment?: Partial<Environment> } = {},
): ReasonWorld => ({
  reason,
  story,
  ...(more.facts === undefined ? {} : { facts: more.facts }),
  async make(place): Promise<MadeWorld> {
    await happen(place);
    return {
      records: recordsOf(place, more.environment ? { environment: more.environment } : {}),
    };
  },
});

/** Writes over what the journal keeps of these records, as another program might; in a process of its own. */
export async function damageRecords({ world }: Place, kind: 'run' | 'task'): Promise<void> {
  const script = `
    import { DatabaseSync } from 'node:sqlite';
    const [file, kind] = process.argv.slice(1);
    const journal = new DatabaseSync(file);
    journal.prepare('UPDATE record SET body = ? WHERE kind = ?').run('{"format":9}', kind);
    journal.close();`;
  const file = join(world.home, 'journal.db');
  must(
    await world.run(process.execPath, ['--input-type=module', '--eval', script, '--', file, kind]),
  );
}
