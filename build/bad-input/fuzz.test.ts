import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Parser } from './define-parser.ts';
import { parsers } from './parsers.ts';

/** `ROLLCALL_FUZZ=full`: so many inputs for each parser as Rollcall promises; a few without it. */
const isFull = process.env['ROLLCALL_FUZZ'] === 'full';
const inputs = isFull ? 100_000 : 300;

/** No parser is slower than this for all its inputs together, so none hangs on any of them. */
const patienceMs = isFull ? 600_000 : 20_000;

/** Pieces that parsers care about, and some that break things. */
const pieces = [
  ...'\0\n\r\t "\'{}[]:,;|&<>()#?!*+-=/\\.$@~0129aAeExX',
  '\u{FEFF}',
  '\u{D800}',
  '\u{202E}',
  '__proto__',
  'constructor',
  '../',
  '--',
  '1e999',
  '-0',
  '999999999999999999999',
  'null',
  'worktree /',
  'HEAD ',
  'gitdir: ',
  '# branch.ab ',
  'pid ',
  '2026-02-30T00:00:00Z',
  '\\u0000',
  '"a":',
  '\0\0',
];

interface Edit {
  readonly place: number;
  readonly length: number;
  readonly put: string;
  readonly how: 'put' | 'cut' | 'twice' | 'turn';
}

const anyEdit: fc.Arbitrary<Edit> = fc.record({
  place: fc.nat(),
  length: fc.oneof({ weight: 4, arbitrary: fc.nat({ max: 4 }) }, fc.nat({ max: 200 })),
  put: fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4, unit: 'binary' })),
  how: fc.constantFrom('put', 'put', 'cut', 'twice', 'turn'),
});

function edited(text: string, { place, length, put, how }: Edit): string {
  const from = place % (text.length + 1);
  const piece = text.slice(from, from + length);
  const [before, after] = [text.slice(0, from), text.slice(from + length)];
  if (how === 'put') return before + put + after;
  if (how === 'cut') return before + (length > 100 ? '' : after);
  return before + (how === 'twice' ? piece + piece : [...piece].toReversed().join('')) + after;
}

/** Bytes as they would be read from a file; texts; what the parser is for, changed; pieces of it. */
const inputFor = ({ samples }: Parser): fc.Arbitrary<string> => {
  const sample = fc.constantFrom(...samples);
  return fc.oneof(
    {
      weight: 1,
      arbitrary: fc.uint8Array({ maxLength: 200 }).map((b) => Buffer.from(b).toString()),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
    {
      weight: 2,
      arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((p) => p.join('')),
    },
    { weight: 1, arbitrary: fc.json() },
    {
      weight: 6,
      arbitrary: fc
        .tuple(sample, fc.array(anyEdit, { minLength: 1, maxLength: 6 }))
        .map(([text, edits]) => edits.reduce(edited, text)),
    },
    { weight: 1, arbitrary: fc.tuple(sample, sample).map(([a, b]) => a + b) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(sample, fc.nat(), fc.constantFrom(...pieces), fc.nat({ max: isFull ? 400 : 4000 }))
        .map(([text, place, piece, times]) => {
          const from = place % (text.length + 1);
          return text.slice(0, from) + piece.repeat(times) + text.slice(from);
        }),
    },
  );
};

test.each(parsers.map((parser) => [parser.name, parser] as const))(
  'whatever comes as “%s” is taken whole or refused, at once',
  (_name, parser) => {
    let count = 0;
    let takenCount = 0;
    const begunMs = performance.now();
    fc.assert(
      fc.property(inputFor(parser), (text) => {
        count += 1;
        if (parser.parse(text) === 'taken') takenCount += 1;
      }),
      { numRuns: inputs, ...(isFull ? {} : { seed: 20_260_131 }) },
    );
    const lengthMs = performance.now() - begunMs;
    if (isFull)
      console.log(
        `${parser.name}: ${count} inputs, ${takenCount} taken, ${Math.round(lengthMs)} ms`,
      );
    expect(count).toBeGreaterThanOrEqual(inputs);
    expect(lengthMs).toBeLessThan(patienceMs);
  },
  patienceMs * 2,
);
