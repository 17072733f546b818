import { InvalidArgumentError } from 'commander';

/** Ids become directory and branch names: letters, digits, `.`, `_` and `-`, not beginning with a sign. */
export function parseId(text: string): string {
  if (/^\w[\w.-]{0,99}$/u.test(text)) return text;
  throw new InvalidArgumentError('Use letters, digits, “.”, “_” and “-” only.');
}

/** What people are to read: not nothing. */
export function parseText(text: string): string {
  if (text.trim() !== '') return text;
  throw new InvalidArgumentError('It may not be empty.');
}
