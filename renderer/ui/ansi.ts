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

/** The style sequences still in force after `raw`, when `before` were in force at its start. */
export function styleAfter(before: string, raw: string): string {
  let style = before;
  for (const [sequence, codes] of raw.matchAll(styleSequence)) {
    style = codes === undefined || /^0*$/.test(codes) ? '' : style + sequence;
  }
  return style;
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
