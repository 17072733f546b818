import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { ask } from './ask.ts';

test('a question that is left by Ctrl+D is no answer, and nobody waits for one', async () => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  input.end();
  expect(await ask('Carry it out? ', { input, output })).toBeUndefined();
});

test('an answer is what was typed on the line', async () => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  input.write(' yes \nand more\n');
  expect(await ask('Carry it out? ', { input, output })).toBe('yes');
  expect(output.read().toString()).toContain('Carry it out?');
});
