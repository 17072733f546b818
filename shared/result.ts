/** The outcome of something an operator could see fail. Bugs throw instead. */
export type Result<T, E> = Ok<T> | Err<E>;
export interface Ok<T> {
  readonly ok: true;
  readonly value: T;
}
export interface Err<E> {
  readonly ok: false;
  readonly error: E;
}

/** Wraps a success. */
export const ok = <T>(value: T): Ok<T> => ({ ok: true, value });

/** Wraps a plain tagged error: `{ kind, message, … }`. */
export const err = <E>(error: E): Err<E> => ({ ok: false, error });

/** What a thrown value says, for a sentence of one's own. */
export const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);

/** Closes a switch over a union: a new member becomes a type error at the call. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`);
}
