import { expect, test } from 'vitest';
import { takeGlobalOptions } from './global-options.ts';

test('--home and --json are understood before and after the command', () => {
  const expected = { home: '/h', isJson: true, rest: ['sweep', 'path'] };
  expect(takeGlobalOptions(['--home', '/h', 'sweep', '--json', 'path'])).toEqual(expected);
  expect(takeGlobalOptions(['sweep', 'path', '--json', '--home=/h'])).toEqual(expected);
});

test('an agent keeps its own --json and --home', () => {
  expect(takeGlobalOptions(['run', '--', 'agent', '--json', '--home', '/x'])).toEqual({
    home: undefined,
    isJson: false,
    rest: ['run', '--', 'agent', '--json', '--home', '/x'],
  });
});
