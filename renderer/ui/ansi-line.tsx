import type { CSSProperties } from 'react';
import { parseAnsi, type AnsiPart } from './ansi.ts';
import styles from './ansi-line.module.css';
import { splitMatches } from './split-matches.ts';

/** Colours outside the named sixteen are drawn towards the text colour to stay readable in both themes. */
const readable = (colour: string): string => `color-mix(in oklab, ${colour} 70%, var(--text))`;

function styleOf(part: AnsiPart): CSSProperties | undefined {
  const style: CSSProperties = {};
  if (part.foreground?.startsWith('rgb') === true) style.color = readable(part.foreground);
  if (part.background !== null)
    style.background = part.background.startsWith('rgb')
      ? `color-mix(in srgb, ${part.background} 30%, transparent)`
      : 'var(--hover)';
  return style;
}

export interface AnsiLineProps {
  readonly raw: string;
  /** Stretches holding this, without regard to case, are marked. */
  readonly query: string;
}

/** One line of a log in its colours. */
export function AnsiLine({ raw, query }: AnsiLineProps) {
  const parts = parseAnsi(raw);
  return parts.map((part, at) => (
    <span
      // Parts of one line have no name but their place.
      // oxlint-disable-next-line react/no-array-index-key
      key={at}
      className={styles.part}
      data-colour={part.foreground ?? undefined}
      data-marks={part.marks.join(' ') || undefined}
      style={styleOf(part)}
    >
      <Marked text={part.text} query={query} />
    </span>
  ));
}

/** Side by side, not within one another: a line may hold thousands of matches. */
const Marked = ({ text, query }: { readonly text: string; readonly query: string }) =>
  splitMatches(text, query).map((part, at) =>
    part.isMatch ? (
      // Stretches of one text have no name but their place.
      // oxlint-disable-next-line react/no-array-index-key
      <mark key={at} className={styles.match}>
        {part.text}
      </mark>
    ) : (
      part.text
    ),
  );
