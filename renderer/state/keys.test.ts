import { describe, expect, it } from 'vitest';
import { chordOf, commandIds, keyTable, matchKeys, printKeys } from './keys.ts';

const press = (key: string, held: Partial<Parameters<typeof chordOf>[0]> = {}) =>
  chordOf({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held });

describe('the keys', () => {
  it('have one meaning each', () => {
    const keys = keyTable.flatMap((entry) => entry.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('reach every command', () => {
    expect(keyTable.map(({ command }) => command).toSorted()).toEqual([...commandIds].toSorted());
  });

  it('are read the same on every keyboard', () => {
    expect(press('j')).toBe('J');
    expect(press('J', { shiftKey: true })).toBe('Shift+J');
    expect(press('?', { shiftKey: true })).toBe('?');
    expect(press('ArrowDown', { shiftKey: true })).toBe('Shift+ArrowDown');
    expect(press('k', { metaKey: true })).toBe(press('k', { ctrlKey: true }));
    expect(press('j', { altKey: true })).toBeNull();
  });

  it('go to a place in two strokes, and forget the first when the second means nothing', () => {
    expect(matchKeys(null, 'G')).toEqual({ kind: 'begun', first: 'G' });
    expect(matchKeys('G', 'E')).toMatchObject({ entry: { command: 'goEnvironments' } });
    expect(matchKeys('G', 'J')).toMatchObject({ entry: { command: 'next' } });
    expect(matchKeys('G', 'Q')).toEqual({ kind: 'none' });
  });

  it('leave the browser its own', () => {
    expect(matchKeys(null, 'Mod+R')).toEqual({ kind: 'none' });
    expect(matchKeys(null, 'Mod+C')).toEqual({ kind: 'none' });
  });

  it('are printed as on the keyboard', () => {
    expect(printKeys('Mod+K', true)).toBe('⌘K');
    expect(printKeys('Mod+K', false)).toBe('Ctrl+K');
    expect(printKeys('G C', false)).toBe('G then C');
    expect(printKeys('Shift+ArrowDown', false)).toBe('Shift+↓');
  });
});
