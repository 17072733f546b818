/** What a command's exit code means; README.md tells it to operators. */
export const exitCodes = {
  done: 0,
  /** `sweep`: conditions were found; `apply`: some items were not applied. */
  found: 1,
  wrongUsage: 2,
  /** Unreadable home, no such workspace, nothing by that id. */
  couldNotLook: 3,
  /** Refused as a whole, such as a home that another console owns. */
  refused: 4,
} as const;

/** Ends a command with a sentence for the operator on stderr. */
export class CommandFailure extends Error {
  readonly exitCode: number;
  constructor(exitCode: number, message: string) {
    super(message);
    this.exitCode = exitCode;
  }
}
