import { ChevronRight } from 'lucide-react';
import { VisuallyHidden } from '#renderer/ui/visually-hidden.tsx';
import styles from './changes-section.module.css';
import type { ChangedFile } from './environment-facts.ts';
import { changeSigns } from './inspector-words.ts';

export interface FileRowProps {
  readonly file: ChangedFile;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function describeStaging(file: ChangedFile): string | null {
  if (file.change === 'untracked' || file.change === 'conflicted') return null;
  if (file.isStaged && file.isUnstaged) return 'staged in part';
  return file.isStaged ? 'staged' : null;
}

/** One changed file: letter, path, where it came from, staged or not. Opens and closes its diff. */
export function FileRow({ file, isOpen, onToggle }: FileRowProps) {
  const { path, from, change } = file;
  const { letter, word } = changeSigns[change];
  const staging = describeStaging(file);
  const cut = path.lastIndexOf('/', path.length - 2) + 1;
  const source = from === undefined ? null : `from ${from}`;
  // The path is drawn in two pieces, which would be read as two words.
  const name = [path, source, word, staging].filter((part) => part !== null).join(', ');
  return (
    <button type="button" className={styles.file} aria-expanded={isOpen} onClick={onToggle}>
      <VisuallyHidden>{name}</VisuallyHidden>
      <ChevronRight className={styles.chevron} size={14} aria-hidden="true" />
      <span className={styles.letter} data-change={change} title={word} aria-hidden="true">
        {letter}
      </span>
      <span className={styles.path} title={path} aria-hidden="true">
        <span className={styles.folder}>{path.slice(0, cut)}</span>
        <span className={styles.name}>{path.slice(cut)}</span>
      </span>
      {source !== null && (
        <span className={styles.word} aria-hidden="true">
          {source}
        </span>
      )}
      <span className={styles.word} aria-hidden="true">
        {staging ?? word}
      </span>
    </button>
  );
}
