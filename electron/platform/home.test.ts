import { isAbsolute } from 'node:path';
import { expect, it } from 'vitest';
import { homeDirectory, homePaths } from './home.ts';

it('takes the home that was asked for, before the one of the environment', () => {
  const env = { ROLLCALL_HOME: '/from/env' };
  expect(homeDirectory({ argument: '/from/argument', env })).toBe('/from/argument');
  expect(homeDirectory({ argument: undefined, env })).toBe('/from/env');
  expect(homeDirectory({ argument: '', env })).toBe('/from/env');
});

it('falls back to the platform’s place for user data, named rollcall and nothing more', () => {
  const home = homeDirectory({ argument: undefined, env: { ROLLCALL_HOME: '' } });
  expect(isAbsolute(home)).toBe(true);
  expect(home).toMatch(/[/\\]rollcall([/\\]Data)?$/);
});

it('makes a relative home absolute, so that a later change of folder does not move it', () => {
  expect(isAbsolute(homeDirectory({ argument: 'here', env: {} }))).toBe(true);
});

it('keeps journal, sessions and the owner’s file inside the home', () => {
  expect(homePaths('/h')).toMatchObject({
    journal: '/h/journal.db',
    sessions: '/h/sessions',
    consoleFile: '/h/console.json',
  });
});
