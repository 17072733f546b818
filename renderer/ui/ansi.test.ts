import { describe, expect, it } from 'vitest';
import { parseAnsi, plainText, styleAfter } from './ansi.ts';
import { splitMatches } from './split-matches.ts';

const esc = (codes: string): string => `${String.fromCharCode(27)}[${codes}m`;

describe('colours in a log', () => {
  it('splits a line where its style changes', () => {
    const parts = parseAnsi(`ok ${esc('32')}passed${esc('0')} 3 of 3`);
    expect(parts.map((part) => [part.text, part.foreground])).toEqual([
      ['ok ', null],
      ['passed', 'green'],
      [' 3 of 3', null],
    ]);
  });

  it('keeps bold and background', () => {
    const [part] = parseAnsi(`${esc('1;97;41')}FAIL${esc('0')}`);
    expect(part).toEqual({
      text: 'FAIL',
      foreground: 'bright-white',
      background: 'red',
      marks: ['bold'],
    });
  });

  it('turns palette and true colours into colours', () => {
    expect(parseAnsi(`${esc('38;5;208')}x`)[0]?.foreground).toBe('rgb(255 135 0)');
    expect(parseAnsi(`${esc('38;5;240')}x`)[0]?.foreground).toBe('rgb(88 88 88)');
    expect(parseAnsi(`${esc('38;2;1;2;3')}x`)[0]?.foreground).toMatch(/^rgb\(1, ?2, ?3\)$/);
  });

  it('shows markup in a log as text', () => {
    expect(parseAnsi('<b onclick="x">')[0]?.text).toBe('<b onclick="x">');
  });

  it('drops cursor movements and window titles', () => {
    const ESC = String.fromCharCode(27);
    const BEL = String.fromCharCode(7);
    expect(
      plainText(`${ESC}]0;title${BEL}${ESC}[2K${ESC}[1Gbuild ${esc('1')}done${esc('0')}`),
    ).toBe('build done');
  });

  it('carries a colour over to the next line until it is reset', () => {
    const red = styleAfter('', `${esc('31')}error`);
    expect(red).toBe(esc('31'));
    expect(styleAfter(red, `more${esc('1')}`)).toBe(esc('31') + esc('1'));
    expect(styleAfter(red, `end${esc('')}`)).toBe('');
  });

  it('keeps nothing of a colour that was taken back by a code of its own', () => {
    const lines = `${esc('31')}error${esc('39')} ${esc('1;44')}at${esc('22;49')} 3`;
    expect(styleAfter('', lines)).toBe('');
    expect(styleAfter('', `${esc('31')}a${esc('38;5;208')}b`)).toBe(esc('38;5;208'));
    expect(styleAfter('', `${esc('0;3;48;2;1;2;3')}a`)).toBe(esc('3') + esc('48;2;1;2;3'));
    expect(styleAfter(esc('3'), `${esc('1')}a${esc('0;4')}`)).toBe(esc('4'));
  });

  it('marks what is searched for wherever it stands, also thousands of times in one line', () => {
    expect(splitMatches('Error: no error', 'error')).toEqual([
      { text: 'Error', isMatch: true },
      { text: ': no ', isMatch: false },
      { text: 'error', isMatch: true },
    ]);
    expect(splitMatches('nothing', '')).toEqual([{ text: 'nothing', isMatch: false }]);
    expect(splitMatches('ab'.repeat(50_000), 'b')).toHaveLength(100_000);
  });
});
