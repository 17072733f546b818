/** A process that works in a directory, whoever started it. */
export interface Occupant {
  readonly pid: number;
  /** The program's short name. */
  readonly name: string;
}
