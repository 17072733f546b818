import { useEffect, useMemo, useState } from 'react';
import { Decoration, Diff, Hunk, type GutterOptions } from 'react-diff-view';
import 'react-diff-view/style/index.css';
import { Button } from './button.tsx';
import colours from './code-colours.module.css';
import type { CodeHighlighter } from './code-highlighter.ts';
import styles from './diff-view.module.css';
import { countLines, firstLines, readPatches, type Patch } from './read-patch.ts';

export interface DiffViewProps {
  /** A unified diff of one file or several, as git prints it. */
  readonly text: string;
  /** Names the region for screen readers. */
  readonly label: string;
  /** Why there is no diff, or that it was cut. */
  readonly note?: string | null | undefined;
}

/** More lines of a file than this are drawn only when asked for. */
const drawnAtOnce = 2000;

/** Line number in the first column, sign in the second: added and removed never by colour alone. */
function renderGutter({ change, side }: GutterOptions) {
  if (side === 'old') return change.type === 'normal' ? change.newLineNumber : change.lineNumber;
  return change.type === 'insert' ? '+' : change.type === 'delete' ? '−' : '';
}

/** What colours code; null until it is loaded. The diff is read without it meanwhile. */
function useHighlighter(): CodeHighlighter | null {
  const [code, setCode] = useState<CodeHighlighter | null>(null);
  useEffect(() => {
    let isLeft = false;
    async function load(): Promise<void> {
      try {
        const { codeHighlighter } = await import('./code-highlighter.ts');
        if (!isLeft) setCode(codeHighlighter);
      } catch (error) {
        console.info('Code is shown without colours.', error);
      }
    }
    void load();
    return () => {
      isLeft = true;
    };
  }, []);
  return code;
}

/** A unified diff, coloured as code, with changed words marked. Text that is no diff is shown as it is. */
export function DiffView({ text, label, note }: DiffViewProps) {
  const code = useHighlighter();
  const patches = useMemo(() => readPatches(text, code), [text, code]);
  return (
    // A scrolling region has to be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={`${styles.frame} ${colours.code}`} aria-label={label} tabIndex={0}>
      {patches.map((patch) => (
        <FilePatch
          key={`${patch.path} ${patch.plain}`}
          patch={patch}
          isNamed={patches.length > 1}
        />
      ))}
      {note !== undefined && note !== null && <p className={styles.note}>{note}</p>}
    </section>
  );
}

function FilePatch({ patch, isNamed }: { readonly patch: Patch; readonly isNamed: boolean }) {
  const [isWhole, setIsWhole] = useState(false);
  if (patch.plain !== '') return <pre className={styles.plain}>{patch.plain}</pre>;
  const lines = countLines(patch.hunks);
  const isCut = lines > drawnAtOnce && !isWhole;
  return (
    <>
      {isNamed && <p className={styles.path}>{patch.path}</p>}
      <Diff
        viewType="unified"
        diffType={patch.type}
        hunks={[...(isCut ? firstLines(patch.hunks, drawnAtOnce) : patch.hunks)]}
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
      {isCut && (
        <p className={styles.note}>
          <Button size="s" onClick={() => setIsWhole(true)}>
            Show all {lines.toLocaleString('en')} lines
          </Button>
        </p>
      )}
    </>
  );
}
