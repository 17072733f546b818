// What may stand where a file should be, and what may stand in it.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

export interface BadPlace {
  readonly what: string;
  /** Puts it at a path where nothing is; `good` is what should have been there. */
  readonly put: (path: string, good: Buffer) => void;
  /** Read as a user to whom permissions count. */
  readonly isForbidden?: true;
}

const holding = (what: string, of: (good: Buffer) => string | Buffer): BadPlace => ({
  what,
  put: (path, good) => writeFileSync(path, of(good)),
});

/** What belongs there. */
export const asItShouldBe: BadPlace = holding('what should be there', (good) => good);

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

export const badPlaces: readonly BadPlace[] = [
  { what: 'nothing', put: () => undefined },
  { what: 'a directory', put: (path) => mkdirSync(path) },
  { what: 'a pipe', put: (path) => void execFileSync('mkfifo', [path]) },
  { what: 'a loop of links', put: (path) => symlinkSync(path, path) },
  { what: 'a link to nowhere', put: (path) => symlinkSync(`${path}-gone`, path) },
  { what: 'a link to a device without end', put: (path) => symlinkSync('/dev/zero', path) },
  {
    what: 'what may not be read',
    put: (path, good) => {
      writeFileSync(path, good);
      chmodSync(path, 0o000);
    },
    isForbidden: true,
  },
  {
    what: 'a file of a gigabyte',
    put: (path) => {
      writeFileSync(path, '{');
      truncateSync(path, 1 << 30);
    },
  },
  holding('nothing in a file', () => ''),
  holding('only NULs', () => '\0'.repeat(64)),
  holding('only line ends', () => '\n'.repeat(60_000)),
  holding('a mark of its byte order in front', (good) => `\u{FEFF}${good.toString()}`),
  holding('bytes that are no UTF-8', (good) => Buffer.concat([Buffer.from([0xff, 0xc3]), good])),
  holding('half of what should be there', (good) => good.subarray(0, Math.floor(good.length / 2))),
  holding('it twice', (good) => Buffer.concat([good, good])),
  holding('null', () => 'null'),
  holding('a list', () => '[1, "two", {}]'),
  holding('a number beyond all numbers', () => `1e999\n${'9'.repeat(400)}`),
  holding('lists in lists', () => nested(100_000)),
  holding('a prototype', () => '{"__proto__":{"pid":1,"command":["x"],"cwd":"/","engine":"e"}}'),
  holding('every field as an object', (good) =>
    good.toString().replaceAll(/:\s*("[^"]*"|\d+)/gu, ': {"toString": 1}'),
  ),
  holding('text with paths that climb', () => 'gitdir: ../../../../../../../etc\n'),
  holding('one endless line', () => 'a'.repeat(200_000)),
  holding('one endless line that begins well', () => `gitdir: /${'\r\n'.repeat(20_000)}x`),
];

/** What is at a path now, so that a change of it would show; never reads what does not end. */
export function fingerprintOf(path: string): string {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return 'nothing';
  const { mode, size, mtimeMs, ino } = found;
  const content = found.isFile() && size < 1 << 22 ? readFileSync(path).toString('base64') : '';
  return [mode, size, mtimeMs, ino, content].join(' ');
}

/** Takes away what `put` has made. */
export const clear = (path: string): void => rmSync(path, { recursive: true, force: true });

export const makeFolderOf = (path: string): void =>
  void mkdirSync(dirname(path), { recursive: true });
