import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { verbs } from '#shared/domain/verb.ts';
import { root } from './setup/places.mjs';

/** Every point that is written in the product, with the file it is in. */
const points = globSync('electron/**/*.ts', { cwd: root })
  .filter((file) => !file.endsWith('.test.ts'))
  .flatMap((file) =>
    [...readFileSync(`${root}/${file}`, 'utf8').matchAll(/\bfailpoint\(([^)]*)\)/g)].map(
      ([, argument = '']) => ({ file, argument }),
    ),
  )
  .filter(({ file }) => file !== 'electron/platform/failpoint.ts');

const names = points.map(({ argument }) => argument.slice(1, -1));

test('every failpoint is named in words, each at one place only', () => {
  for (const { file, argument } of points) expect(argument, file).toMatch(/^'[a-z_]+:[a-z-]+'$/);
  expect(names.toSorted()).toEqual([...new Set(names)].toSorted());
});

/** Clean up and Archive are one way of putting away; Look again takes no step. */
const prefixOf: Partial<Record<(typeof verbs)[number], string>> = {
  archive: 'clean_up',
  look_again: 'apply',
};

test.each(verbs)('%s can be ended at two points or more', (verb) => {
  const prefix = prefixOf[verb] ?? verb;
  const own = names.filter((name) => name.startsWith(`${prefix}:`));
  expect(own.length).toBeGreaterThanOrEqual(2);
});
