/** A stretch of a text, and whether it is one that was searched for. */
export interface Stretch {
  readonly text: string;
  readonly isMatch: boolean;
}

/** A text cut where it holds `query`, without regard to case; one piece where it does not. */
export function splitMatches(text: string, query: string): readonly Stretch[] {
  if (query === '') return [{ text, isMatch: false }];
  const [lower, wanted] = [text.toLowerCase(), query.toLowerCase()];
  const found: Stretch[] = [];
  let end = 0;
  for (let at = lower.indexOf(wanted); at !== -1; at = lower.indexOf(wanted, end)) {
    if (at > end) found.push({ text: text.slice(end, at), isMatch: false });
    end = at + query.length;
    found.push({ text: text.slice(at, end), isMatch: true });
  }
  if (end < text.length) found.push({ text: text.slice(end), isMatch: false });
  return found;
}
