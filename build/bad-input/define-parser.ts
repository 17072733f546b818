import { expect } from 'vitest';

export type Verdict = 'taken' | 'refused';

export interface Parser {
  readonly name: string;
  /** Throws when it breaks a promise about what it takes, or says of what it refuses. */
  readonly parse: (text: string) => Verdict;
  /** Each is taken. */
  readonly samples: readonly string[];
}

/** `undefined` is its way to refuse; `holds` says what must be true of what it takes. */
export const parser = <T>(
  name: string,
  parse: (text: string) => T | undefined,
  samples: readonly string[],
  holds: (value: T, text: string) => void = () => undefined,
): Parser => ({
  name,
  samples,
  parse: (text) => {
    const value = parse(text);
    if (value === undefined) return 'refused';
    holds(value, text);
    return 'taken';
  },
});

export const isText = (value: unknown): void =>
  expect(typeof value === 'string' && value !== '').toBe(true);
export const isCount = (value: number): void =>
  expect(Number.isSafeInteger(value) && value >= 0).toBe(true);
export const isInstant = (text: string | undefined): void => {
  if (text !== undefined) expect(Number.isNaN(Date.parse(text))).toBe(false);
};
