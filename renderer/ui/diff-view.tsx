import { useMemo } from 'react';
import { Decoration, Diff, Hunk, type GutterOptions } from 'react-diff-view';
import 'react-diff-view/style/index.css';
import styles from './diff-view.module.css';
import { readPatch } from './read-patch.ts';

export interface DiffViewProps {
  /** A unified diff of one file, as git prints it. */
  readonly text: string;
  /** Names the table for screen readers. */
  readonly label: string;
  /** Why there is no diff, or that it was cut. */
  readonly note?: string | null | undefined;
}

/** Line number in the first column, sign in the second: added and removed never by colour alone. */
function renderGutter({ change, side }: GutterOptions) {
  if (side === 'old') return change.type === 'normal' ? change.newLineNumber : change.lineNumber;
  return change.type === 'insert' ? '+' : change.type === 'delete' ? '−' : '';
}

/** A unified diff with changed words marked. Text that is no diff is shown as it is. */
export function DiffView({ text, label, note }: DiffViewProps) {
  const patch = useMemo(() => readPatch(text), [text]);
  return (
    // A scrolling region has to be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={styles.frame} aria-label={label} tabIndex={0}>
      {patch.hunks.length > 0 && (
        <Diff
          viewType="unified"
          diffType={patch.type}
          hunks={[...patch.hunks]}
          tokens={patch.tokens}
          renderGutter={renderGutter}
        >
          {(hunks) =>
            hunks.flatMap((hunk) => [
              <Decoration key={`at ${hunk.content}`}>
                <div className={styles.hunk}>{hunk.content}</div>
              </Decoration>,
              <Hunk key={hunk.content} hunk={hunk} />,
            ])
          }
        </Diff>
      )}
      {patch.hunks.length === 0 && patch.plain !== '' && (
        <pre className={styles.plain}>{patch.plain}</pre>
      )}
      {note !== undefined && note !== null && <p className={styles.note}>{note}</p>}
    </section>
  );
}
