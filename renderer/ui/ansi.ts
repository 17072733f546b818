import Anser from 'anser';

/** A stretch of log text in one style. Colours are token names (`red`, `bright-red`) or `rgb(…)`. */
export interface AnsiPart {
  readonly text: string;
  readonly foreground: string | null;
  readonly background: string | null;
  readonly marks: readonly string[];
}

// Written with escapes by code: control characters as such would be invisible here.
const ESC = String.fromCharCode(27);
const BEL = String.fromCharCode(7);
const titleSequence = new RegExp(`${ESC}\\][^${BEL}${ESC}]*(?:${BEL}|${ESC}\\\\)`, 'g');
const controlSequence = new RegExp(
  `${ESC}\\[[0-9;?]*[A-Za-ln-z]|${ESC}[()][A-Z0-9]|${ESC}[=>78]`,
  'g',
);
const styleSequence = new RegExp(`${ESC}\\[([0-9;]*)m`, 'g');

/** Drops what moves a cursor or names a window; keeps the style sequences. */
export const withoutControls = (raw: string): string =>
  raw.replace(titleSequence, '').replace(controlSequence, '');

/** The text that a person sees, without any sequence. */
export const plainText = (raw: string): string => withoutControls(raw).replace(styleSequence, '');

/** What each code takes back: those of these names. */
const takenBack: Readonly<Record<string, readonly string[]>> = {
  22: ['1', '2'],
  23: ['3'],
  24: ['4'],
  25: ['5', '6'],
  27: ['7'],
  28: ['8'],
  29: ['9'],
  39: ['colour'],
  49: ['ground'],
};

/** Colours stand in for one another, and so do grounds; any other style goes by its own code. */
const nameOf = (code: string): string =>
  /^(?:3[0-8]|9[0-7])$/.test(code) ? 'colour' : /^(?:4[0-8]|10[0-7])$/.test(code) ? 'ground' : code;

/** `38;5;208` and `48;2;1;2;3` are one code in three and five parts. */
const partsOf = ([code, space]: readonly string[]): number =>
  code !== '38' && code !== '48' ? 1 : space === '2' ? 5 : 3;

function applyStyles(inForce: Map<string, string>, codes: readonly string[]): void {
  for (let at = 0; at < codes.length;) {
    const parts = codes.slice(at, at + partsOf(codes.slice(at)));
    const [code = ''] = parts;
    if (/^0*$/.test(code)) inForce.clear();
    else if (takenBack[code] === undefined) inForce.set(nameOf(code), parts.join(';'));
    else for (const name of takenBack[code]) inForce.delete(name);
    at += parts.length;
  }
}

/**
 * The style sequences still in force after `raw`, when `before` were in force at its start: at most
 * one of a kind, however many came and went.
 */
export function styleAfter(before: string, raw: string): string {
  if (!raw.includes(ESC)) return before;
  const inForce = new Map<string, string>();
  for (const [, codes = ''] of (before + raw).matchAll(styleSequence))
    applyStyles(inForce, codes.split(';'));
  return [...inForce.values()].map((codes) => `${ESC}[${codes}m`).join('');
}

const cubeLevel = (step: number): number => (step === 0 ? 0 : 55 + step * 40);

/** The fixed part of the 256-colour palette: a 6 × 6 × 6 cube from 16, greys from 232. */
function paletteColour(index: number): string {
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10;
    return `rgb(${grey} ${grey} ${grey})`;
  }
  const cube = index - 16;
  const red = cubeLevel(Math.floor(cube / 36));
  const green = cubeLevel(Math.floor(cube / 6) % 6);
  return `rgb(${red} ${green} ${cubeLevel(cube % 6)})`;
}

function colourOf(name: string | null, truecolour: string | null): string | null {
  if (name === null || name === '') return null;
  if (name === 'ansi-truecolor') return truecolour === null ? null : `rgb(${truecolour})`;
  const palette = /^ansi-palette-(\d+)$/.exec(name);
  if (palette?.[1] !== undefined) return paletteColour(Number(palette[1]));
  return name.replace(/^ansi-/, '');
}

/** Splits one line with ANSI sequences into styled parts. Never gives HTML. */
export function parseAnsi(raw: string): readonly AnsiPart[] {
  return Anser.ansiToJson(withoutControls(raw), {
    json: true,
    use_classes: true,
    remove_empty: true,
  })
    .filter((entry) => entry.content !== '')
    .map((entry) => ({
      text: entry.content,
      foreground: colourOf(entry.fg, entry.fg_truecolor),
      background: colourOf(entry.bg, entry.bg_truecolor),
      marks: entry.decorations,
    }));
}
