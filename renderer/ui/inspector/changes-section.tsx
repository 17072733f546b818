import { ChevronRight } from 'lucide-react';
import { DiffView } from '#renderer/ui/diff-view.tsx';
import { FailureNote } from '#renderer/ui/failure-note.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import { VisuallyHidden } from '#renderer/ui/visually-hidden.tsx';
import styles from './changes-section.module.css';
import type {
  ChangedFile,
  EnvironmentFacts,
  InspectorView,
  Looked,
  PatchText,
} from './environment-facts.ts';
import { changeSigns } from './inspector-words.ts';

export interface ChangesSectionProps {
  readonly facts: EnvironmentFacts;
  readonly view: InspectorView;
}

/** The changed files; each opens its diff in place. */
export function ChangesSection({ facts, view }: ChangesSectionProps) {
  const hidden = facts.changeCount - facts.changes.length;
  if (facts.unreadable !== null)
    return (
      <Section title="Changed files">
        <p className={styles.none}>Not known. {facts.unreadable}</p>
      </Section>
    );
  return (
    <Section title={`Changed files · ${facts.changeCount}`}>
      {facts.changeCount === 0 && <p className={styles.none}>Nothing uncommitted.</p>}
      <ul className={styles.files}>
        {facts.changes.map((file) => (
          <li key={`${file.change} ${file.path}`}>
            <FileRow
              file={file}
              isOpen={file.path === view.openPath}
              onToggle={() => view.toggle(file.path)}
            />
            {file.path === view.openPath && <FileDiff path={file.path} diff={view.diff} />}
          </li>
        ))}
      </ul>
      {hidden > 0 && <p className={styles.none}>and {hidden} more, not listed here.</p>}
    </Section>
  );
}

interface FileRowProps {
  readonly file: ChangedFile;
  readonly isOpen: boolean;
  onToggle(): void;
}

function describeStaging(file: ChangedFile): string | null {
  if (file.change === 'untracked' || file.change === 'conflicted') return null;
  if (file.isStaged && file.isUnstaged) return 'staged in part';
  return file.isStaged ? 'staged' : null;
}

function FileRow({ file, isOpen, onToggle }: FileRowProps) {
  const { letter, word } = changeSigns[file.change];
  const cut = file.path.lastIndexOf('/', file.path.length - 2) + 1;
  return (
    <button type="button" className={styles.file} aria-expanded={isOpen} onClick={onToggle}>
      <ChevronRight className={styles.chevron} size={14} aria-hidden="true" />
      <span className={styles.letter} data-change={file.change} aria-hidden="true" title={word}>
        {letter}
      </span>
      <VisuallyHidden>{`${word}: `}</VisuallyHidden>
      <span className={styles.path} title={file.path}>
        <span className={styles.folder}>{file.path.slice(0, cut)}</span>
        <span className={styles.name}>{file.path.slice(cut)}</span>
      </span>
      {file.from !== undefined && <span className={styles.word}>from {file.from}</span>}
      <span className={styles.word}>{describeStaging(file) ?? word}</span>
    </button>
  );
}

function FileDiff({ path, diff }: { readonly path: string; readonly diff: Looked<PatchText> }) {
  const { value, failure } = diff;
  return (
    <div className={styles.diff}>
      {failure !== null && <FailureNote message={failure} onRetry={diff.lookAgain} />}
      {value === undefined && failure === null && (
        <Skeleton lines={4} label={`Reading the diff of ${path}`} />
      )}
      {value !== undefined && (
        <DiffView
          text={value.text}
          note={value.text === '' ? (value.note ?? 'Git prints no difference.') : value.note}
          label={`Diff of ${path}`}
        />
      )}
    </div>
  );
}
