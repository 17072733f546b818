import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { hearLinks } from './opened-links.ts';

test('a link that has started the app leads to its item, as does one that comes later', () => {
  const app = new EventEmitter();
  const links = hearLinks(app);
  app.emit('open-url', {}, 'rollcall://item/first');
  const taken: string[] = [];
  links.follow((url) => taken.push(url));
  app.emit('open-url', {}, 'rollcall://item/second');
  expect(taken).toEqual(['rollcall://item/first', 'rollcall://item/second']);
});
