import type { GitError, GitRequest } from '#shared/domain/git.ts';
import type { Result } from '#shared/result.ts';

/** What goes to the broker. */
export interface BrokerRequest {
  readonly id: number;
  readonly request: GitRequest;
}

/** What comes back: exactly one for each request, in any order. */
export interface BrokerAnswer {
  readonly id: number;
  readonly outcome: Result<string, GitError>;
}

/** A running broker process, however it was started. */
export interface BrokerChannel {
  post(message: BrokerRequest): void;
  onMessage(listener: (answer: BrokerAnswer) => void): void;
  /** Called once, when the process has ended or could not be started. */
  onExit(listener: (why: string) => void): void;
  kill(): void;
}
