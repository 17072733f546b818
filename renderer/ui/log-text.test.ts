import { describe, expect, it } from 'vitest';
import { appendLog, beginLog, findLines, mostLines, visibleLines } from './log-text.ts';

const red = `${String.fromCharCode(27)}[31m`;
const texts = (log: ReturnType<typeof beginLog>) => visibleLines(log).map((line) => line.text);

describe('a log followed as it grows', () => {
  it('joins a line that came in two pieces', () => {
    const first = beginLog({ text: 'one\ntw', offset: 0, nextOffset: 6 });
    expect(texts(first)).toEqual(['one', 'tw']);
    const second = appendLog(first, { text: 'o\nthree\n', offset: 6, nextOffset: 14 });
    expect(texts(second)).toEqual(['one', 'two', 'three']);
    expect(visibleLines(second).map((line) => line.number)).toEqual([1, 2, 3]);
    expect(second.nextOffset).toBe(14);
  });

  it('drops the first line when the tail begins in the middle of it', () => {
    const log = beginLog({ text: 'lf a line\nwhole\n', offset: 900, nextOffset: 916 });
    expect(texts(log)).toEqual(['whole']);
    expect(log.skipped).toBe(900);
  });

  it('shows only the last state of a progress bar', () => {
    expect(texts(beginLog({ text: '10%\r55%\r100%\r\ndone', offset: 0, nextOffset: 0 }))).toEqual([
      '100%',
      'done',
    ]);
  });

  it('keeps a colour across lines', () => {
    const log = beginLog({ text: `${red}bad\nstill bad`, offset: 0, nextOffset: 0 });
    expect(visibleLines(log)[1]?.raw).toBe(`${red}still bad`);
  });

  it('never grows without bound', () => {
    const many = Array.from({ length: mostLines + 5 }, (_, at) => `line ${at + 1}`).join('\n');
    const log = beginLog({ text: `${many}\n`, offset: 0, nextOffset: 0 });
    expect(log.lines).toHaveLength(mostLines);
    expect(log.lines.at(-1)?.number).toBe(mostLines + 5);
  });

  it('finds lines without regard to case or colour', () => {
    const log = beginLog({ text: `ok\n${red}Error: x\nnext error\n`, offset: 0, nextOffset: 0 });
    expect(findLines(visibleLines(log), 'error')).toEqual([1, 2]);
    expect(findLines(visibleLines(log), '')).toEqual([]);
  });
});
