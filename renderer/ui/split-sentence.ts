import { formatDay } from './time.ts';

/** A piece of a sentence; `name`: written from right to left, or with a part that is. */
export interface SentencePart {
  readonly text: string;
  /** Undefined: the sentence's own words. `auto`: as its first letter says. */
  readonly name?: 'auto' | 'ltr' | undefined;
}

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;
const word = String.raw`[^\s/'"“”,;()]`;
const rtlWord = String.raw`${word}*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]${word}*`;
/** What stands in quotes, or words beside each other with such letters; never across a slash. */
const names = new RegExp(String.raw`(?<=“)[^”]*(?=”)|${rtlWord}(?: ${rtlWord})*`, 'gu');
const instants = /\b\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z/gu;

/** Times in a sentence of the console as on the operator's wall clock. */
export const sayInstants = (text: string): string =>
  text.includes('T') ? text.replaceAll(instants, (instant) => formatDay(instant)) : text;

/**
 * A sentence cut so that each name can be set apart: beside a name that runs from right to left, the
 * figures and names next to it would else change places. Parts of a path keep their order.
 */
export function splitSentence(text: string): readonly SentencePart[] {
  if (!rightToLeft.test(text)) return [{ text }];
  const parts: SentencePart[] = [];
  let end = 0;
  for (const { 0: name, index } of text.matchAll(names)) {
    if (!rightToLeft.test(name)) continue;
    if (index > end) parts.push({ text: text.slice(end, index) });
    parts.push({ text: name, name: /\s/u.test(name) ? 'auto' : 'ltr' });
    end = index + name.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}
