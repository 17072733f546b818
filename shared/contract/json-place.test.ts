import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeJsonPath } from '#shared/domain/text-place.ts';
import { findJsonPlace, findSyntaxFault } from './json-place.ts';

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
};

test('agrees with the engine on what is JSON', () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), fc.constantFrom(...'{}[],:"\\e-0.u tn\n'), (json, at, put) => {
      const cut = at % (json.length + 1);
      for (const text of [json, json.slice(0, cut), json.slice(0, cut) + put + json.slice(cut + 1)])
        expect([text, findSyntaxFault(text) === null]).toEqual([text, isJson(text)]);
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ['', 0, 'a value'],
  ['{"a":1,}', 7, 'a field name'],
  ['[1 2]', 3, 'a comma or ]'],
  ['{"a" 1}', 5, 'a colon'],
  ['[tru]', 1, 'a value or ]'],
  ['{} x', 3, 'the end of the file'],
])('finds where %j stops being JSON', (text, offset, expected) => {
  expect(findSyntaxFault(text)).toEqual({ offset, expected });
});

test('finds any value again, and the object in which one is missing', () => {
  const text = '{\n  "a": [1, {"b\\"c": "x"}],\n  "d": {}\n}';
  expect(findJsonPlace(text, ['a', 1, 'b"c'])).toEqual({ line: 2, column: 21 });
  expect(findJsonPlace(text, ['d'])).toEqual({ line: 3, column: 8 });
  expect(findJsonPlace(text, ['d', 'missing'])).toEqual({ line: 3, column: 8 });
  expect(findJsonPlace(text, ['a', 7])).toEqual({ line: 2, column: 8 });
  expect(findJsonPlace(text, [])).toEqual({ line: 1, column: 1 });
});

test('writes paths as people do', () => {
  expect(writeJsonPath(['tasks', 3, 'state'])).toBe('tasks[3].state');
  expect(writeJsonPath(['a b', 0])).toBe('["a b"][0]');
  expect(writeJsonPath([])).toBe('(document)');
});
