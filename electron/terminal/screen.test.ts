import { expect, test } from 'vitest';
import { printable } from './screen.ts';

test('a name from a foreign file is shown, never obeyed by the terminal', () => {
  expect(printable('a\u001b[2J\u001b]0;title\u0007b\u009bK\rc\u007f')).toBe(
    String.raw`a\x1b[2J\x1b]0;title\x07b\x9bK\x0dc\x7f`,
  );
  expect(printable('two\nlines,\ta tab, “ö” and 漢')).toBe('two\nlines,\ta tab, “ö” and 漢');
});
