import { expect, test } from 'vitest';
import { hashOfLink, parseDesktopArguments } from './desktop-arguments.ts';

const start = { isDefaultApp: true, cwd: '/work' };

test('finds home and folder among Chromium’s switches, after the app’s own path', () => {
  const argv = ['electron', '--no-sandbox', '--inspect=0', '/app', '--home', 'h', 'my repo'];
  expect(parseDesktopArguments(argv, start)).toEqual({
    home: '/work/h',
    folder: '/work/my repo',
    link: undefined,
  });
});

test('an installed app’s first argument is the operator’s', () => {
  const argv = ['/opt/rollcall', '/repo', '--home=/h'];
  expect(parseDesktopArguments(argv, { ...start, isDefaultApp: false })).toEqual({
    home: '/h',
    folder: '/repo',
    link: undefined,
  });
});

test('a link is not taken for a folder, and only links to items lead somewhere', () => {
  const argv = ['/opt/rollcall', 'rollcall://item/a%2Fb'];
  const asked = parseDesktopArguments(argv, { ...start, isDefaultApp: false });
  expect(asked.folder).toBeUndefined();
  expect(hashOfLink(asked.link ?? '')).toBe('#/item/a%2Fb');
  for (const link of ['rollcall://item/', 'rollcall://elsewhere/x', 'rollcall://item/a/b', ''])
    expect(hashOfLink(link)).toBeUndefined();
});
