import { plainText, styleAfter } from './ansi.ts';

/** One line of a log. `raw` begins with the style still in force from the lines before. */
export interface LogLine {
  /** Counts up from the first line that was read; the key of a row. */
  readonly number: number;
  readonly raw: string;
  readonly text: string;
}

/** A log read so far, bounded at `mostLines`. */
export interface LogText {
  readonly lines: readonly LogLine[];
  /** The unfinished last line: it is shown, and replaced when more of it comes. */
  readonly open: string;
  /** Style sequences in force where `open` begins. */
  readonly style: string;
  /** Bytes of the file before what was read. */
  readonly skipped: number;
  readonly nextOffset: number;
}

/** A piece of the file: `text` begins at byte `offset`, the next piece at `nextOffset`. */
export interface LogPiece {
  readonly text: string;
  readonly offset: number;
  readonly nextOffset: number;
}

export const mostLines = 20_000;

/** A file without line ends must not grow one line without bound. */
const mostOpenCharacters = 65_536;

/** Rewritten lines (progress bars) keep what was written last. */
const lastWritten = (line: string): string => {
  const kept = line.endsWith('\r') ? line.slice(0, -1) : line;
  return kept.slice(kept.lastIndexOf('\r') + 1);
};

const withStyle = (number: number, style: string, line: string): LogLine => ({
  number,
  raw: style + line,
  text: plainText(line),
});

/** Begins a log with its first piece; a first line cut in the middle is dropped. */
export function beginLog(piece: LogPiece): LogText {
  const cut = piece.offset > 0 ? piece.text.indexOf('\n') + 1 : 0;
  const empty = { lines: [], open: '', style: '', skipped: piece.offset, nextOffset: 0 };
  return appendLog(empty, { ...piece, text: piece.text.slice(cut) });
}

/** Adds the piece that follows. Lines beyond `mostLines` fall off at the front. */
export function appendLog(log: LogText, piece: LogPiece): LogText {
  const pieces = (log.open + piece.text).split('\n');
  const open = (pieces.pop() ?? '').slice(-mostOpenCharacters);
  let number = (log.lines.at(-1)?.number ?? 0) + 1;
  let style = log.style;
  const added: LogLine[] = [];
  for (const part of pieces) {
    const line = lastWritten(part);
    added.push(withStyle(number, style, line));
    number += 1;
    style = styleAfter(style, line);
  }
  const lines = added.length === 0 ? log.lines : [...log.lines, ...added].slice(-mostLines);
  return { lines, open, style, skipped: log.skipped, nextOffset: piece.nextOffset };
}

/** Every line to show, the unfinished one last. */
export function visibleLines(log: LogText): readonly LogLine[] {
  if (log.open === '') return log.lines;
  const number = (log.lines.at(-1)?.number ?? 0) + 1;
  return [...log.lines, withStyle(number, log.style, lastWritten(log.open))];
}

/** Positions of the lines that hold `query`, in order; without regard to case. Empty: none. */
export function findLines(lines: readonly LogLine[], query: string): readonly number[] {
  const wanted = query.toLowerCase();
  if (wanted === '') return [];
  return lines.flatMap((line, at) => (line.text.toLowerCase().includes(wanted) ? [at] : []));
}
