import fc from 'fast-check';
import { beforeEach, expect, test, vi } from 'vitest';
import { readAppearance } from '#renderer/app/appearance.ts';
import { parseAnsi, plainText, styleAfter } from '#renderer/ui/ansi.ts';
import { codeHighlighter } from '#renderer/ui/code-highlighter.ts';
import { readPatches } from '#renderer/ui/read-patch.ts';
import { formatRoute, parseRoute } from './route.ts';

declare const process: { readonly env: Readonly<Record<string, string | undefined>> };

/** `ROLLCALL_FUZZ=full`: so many inputs for each parser as Rollcall promises; a few without it. */
const isFull = process.env['ROLLCALL_FUZZ'] === 'full';
const runs = { numRuns: isFull ? 100_000 : 300 };

/** What is said of each bad text would be thousands of lines here. */
beforeEach(() => void vi.spyOn(console, 'info').mockImplementation(() => undefined));

const patch = [
  'diff --git a/a.txt b/b.txt',
  'similarity index 90%',
  'rename from a.txt',
  'rename to b.txt',
  '--- a/a.txt',
  '+++ b/b.txt',
  '@@ -1,3 +1,4 @@ heading',
  ' same',
  '-gone',
  '+new',
  '\\ No newline at end of file',
  'Binary files a/x and b/x differ',
  'GIT binary patch',
  'new file mode 100755',
  '@@ -0,0 +1 @@',
  '@@ -1 +1,99999999999 @@',
  'index 000..fff',
  '',
];
const escapes = [
  '\u{1B}[',
  '\u{1B}]0;',
  '31;1m',
  '38;2;1;2;3m',
  '38;5;999m',
  '0m',
  '\u{7}',
  'K',
  ';',
  '?25l',
  'x\n',
];
const places = [
  '#',
  '/',
  'item',
  'lane',
  'crashed',
  'runs',
  '%',
  '%E0',
  '%2F',
  'environments',
  '..',
  '__proto__',
];

const joined = (pieces: readonly string[], by: string): fc.Arbitrary<string> =>
  fc.oneof(
    fc.array(fc.constantFrom(...pieces), { maxLength: 20 }).map((parts) => parts.join(by)),
    fc.string({ unit: 'binary', maxLength: 120 }),
    fc
      .tuple(
        fc.array(fc.constantFrom(...pieces), { maxLength: 12 }),
        fc.string({ maxLength: 6 }),
        fc.nat(),
      )
      .map(([parts, put, at]) => {
        const text = parts.join(by);
        const from = at % (text.length + 1);
        return text.slice(0, from) + put + text.slice(from);
      }),
  );

const patienceMs = isFull ? 600_000 : 30_000;

test(
  'whatever stands in the address bar is a place, and the same one when it is written again',
  () => {
    fc.assert(
      fc.property(joined(places, ''), (hash) => {
        const route = parseRoute(hash);
        if (route.kind === 'item') expect(route.conditionId).not.toBe('');
      }),
      runs,
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (id) => {
        const route = { kind: 'item', conditionId: id } as const;
        expect(parseRoute(formatRoute(route))).toEqual(route);
      }),
      runs,
    );
  },
  patienceMs,
);

test(
  'whatever is stored as appearance, one is shown',
  () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        const { theme, density } = readAppearance({ getItem: () => text });
        expect([typeof theme, typeof density]).toEqual(['string', 'string']);
      }),
      runs,
    );
  },
  patienceMs,
);

test(
  'whatever an agent prints is shown as text',
  () => {
    fc.assert(
      fc.property(joined(escapes, ''), (line) => {
        styleAfter('', line);
        plainText(line);
        for (const { text } of parseAnsi(line)) expect(text).not.toBe('');
      }),
      runs,
    );
  },
  patienceMs,
);

test(
  'whatever comes as a difference is drawn, or shown as it is',
  () => {
    fc.assert(
      fc.property(joined(patch, '\n'), (text) => {
        for (const { hunks, plain } of readPatches(text, codeHighlighter))
          expect(hunks.length > 0 || typeof plain === 'string').toBe(true);
      }),
      runs,
    );
  },
  patienceMs,
);
