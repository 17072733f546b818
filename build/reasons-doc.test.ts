import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { reasons } from '#shared/domain/condition.ts';
import { verbs } from '#shared/domain/verb.ts';
import { renderReasons } from './render-reasons.ts';

/** Tables are padded by the formatter: only the words count. */
const words = (text: string): string[] =>
  text
    .split('\n')
    .map((line) =>
      line
        .replaceAll(/\s*\|\s*/gu, '|')
        .replaceAll(/-{3,}/gu, '---')
        .trim(),
    )
    .filter((line) => line !== '');

const written = readFileSync(join(import.meta.dirname, '../docs/reasons.md'), 'utf8');

test('the page of reasons says what the catalogue says (else: npm run docs)', () => {
  expect(words(written)).toEqual(words(renderReasons()));
});

test('every reason and every action is on it', () => {
  for (const name of [...reasons, ...verbs]) expect(written).toContain(`\`${name}\``);
});
