import { describe, expect, it } from 'vitest';
import { readPath } from './read-path.ts';

describe('the path of a folder to watch', () => {
  it('is taken when it is absolute, without its last slash', () => {
    expect(readPath('  /repos/shop/ ', [])).toEqual({ ok: true, value: '/repos/shop' });
    expect(readPath('/', [])).toEqual({ ok: true, value: '/' });
    expect(readPath('C:\\work\\shop\\', [])).toEqual({ ok: true, value: 'C:\\work\\shop' });
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['shop', 'relative'],
    ['~/shop', 'relative'],
    ['/repos/shop/', 'known'],
  ])('is refused beside the field: “%s” is %s', (text, kind) => {
    expect(readPath(text, ['/repos/shop'])).toMatchObject({ ok: false, error: { kind } });
  });
});
