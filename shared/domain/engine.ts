import type { Result } from '../result.ts';
import type { EngineReading, ProcessReading } from './observation.ts';
import type { ProcessIdentity } from './session.ts';

/** What an engine needs to bring a session to life. */
export interface StartRequest {
  readonly sessionId: string;
  /** The program and its arguments; never passed through a shell. */
  readonly command: readonly string[];
  /** Absolute; must exist. */
  readonly cwd: string;
  /** Added to the engine's own environment. */
  readonly env: Readonly<Record<string, string>>;
}

/** A session that was seen alive after it was started. */
export interface StartedSession {
  readonly sessionId: string;
  readonly identity: ProcessIdentity;
  readonly logPath: string;
}

export type StartError =
  | { readonly kind: 'not_started'; readonly message: string }
  | { readonly kind: 'ended_at_once'; readonly message: string; readonly exitCode: number };

export type StopError =
  /** The identity no longer matches: nothing was signalled. */
  | { readonly kind: 'not_this_process'; readonly message: string }
  | { readonly kind: 'still_alive'; readonly message: string; readonly pids: readonly number[] };

/** One way to run an agent: local processes, tmux, … */
export interface Engine {
  readonly name: string;
  /** All its sessions in one look, or the admission that it could not look. */
  observe(): Promise<EngineReading>;
  /** The same of one session alone, where that costs less than looking at all of them. */
  observeSession?(sessionId: string): Promise<EngineReading>;
  start(request: StartRequest): Promise<Result<StartedSession, StartError>>;
  /**
   * TERM, grace, KILL on the whole process tree, identity checked before each signal; resolves when
   * all of it was seen gone. `killed` counts processes.
   */
  stop(
    sessionId: string,
    identity: ProcessIdentity,
  ): Promise<Result<{ readonly killed: number }, StopError>>;
  /** Drops the engine's own leftovers of an ended session (pid and exit files), never its log. */
  forget(sessionId: string): Promise<void>;
}

/** Looks at one process by identity; never by pid alone. */
export type ObserveProcess = (identity: ProcessIdentity) => Promise<ProcessReading>;

/** The command that starts, resumes or restarts one kind of agent (Settings, “Engines”). */
export interface LaunchTemplate {
  /** `claude-code`, `codex`, `opencode`, `aider`, `custom`, or the operator's own. */
  readonly agent: string;
  readonly label: string;
  /**
   * Each an argument list. Placeholders: `{prompt}`, `{resumeRef}`, `{resumeStateFile}`, `{cwd}`,
   * `{taskId}`, `{command…}` (the command first recorded, spliced in).
   */
  readonly start: readonly string[];
  readonly resume: readonly string[];
  readonly restart: readonly string[];
}
