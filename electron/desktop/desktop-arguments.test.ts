import { expect, test } from 'vitest';
import { hashOfLink, parseDesktopArguments } from './desktop-arguments.ts';

const start = { isDefaultApp: true, cwd: '/repos' };

test('finds home and folder among Chromium’s switches, after the app’s own path', () => {
  const argv = ['electron', '--no-sandbox', '--inspect=0', '/app', '--home', 'h', './my repo'];
  expect(parseDesktopArguments(argv, start)).toEqual({
    home: '/repos/h',
    folder: '/repos/my repo',
    link: undefined,
    command: undefined,
  });
});

test('an installed app’s first argument is the operator’s', () => {
  const argv = ['/opt/rollcall', '/repo', '--home=/h'];
  expect(parseDesktopArguments(argv, { ...start, isDefaultApp: false })).toEqual({
    home: '/h',
    folder: '/repo',
    link: undefined,
    command: undefined,
  });
});

test('a link is not taken for a folder, and only links to items and saved views lead somewhere', () => {
  const argv = ['/opt/rollcall', 'rollcall://item/a%2Fb'];
  const asked = parseDesktopArguments(argv, { ...start, isDefaultApp: false });
  expect(asked.folder).toBeUndefined();
  expect(hashOfLink(asked.link ?? '')).toBe('#/item/a%2Fb');
  expect(hashOfLink('rollcall://view/at-risk')).toBe('#/view/at-risk');
  for (const link of ['rollcall://item/', 'rollcall://elsewhere/x', 'rollcall://item/a/b', ''])
    expect(hashOfLink(link)).toBeUndefined();
});

test('a bare word is a terminal command with everything after the app’s path', () => {
  const installed = { ...start, isDefaultApp: false };
  const command = (argv: string[], how = installed) => parseDesktopArguments(argv, how).command;
  expect(command(['/opt/rollcall', 'sweep', '--json'])).toEqual(['sweep', '--json']);
  expect(command(['/opt/rollcall', '--home', 'h', 'list'])).toEqual(['--home', 'h', 'list']);
  expect(command(['/opt/rollcall', '--help'])).toEqual(['--help']);
  expect(command(['electron', '--inspect=0', '/app', 'run', '--', 'sh'], start)).toEqual([
    'run',
    '--',
    'sh',
  ]);
  expect(command(['electron', '/app', '--home', 'h'], start)).toBeUndefined();
  expect(command(['/opt/rollcall'])).toBeUndefined();
});
