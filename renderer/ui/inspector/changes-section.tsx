import { DiffView } from '#renderer/ui/diff-view.tsx';
import { FailureNote } from '#renderer/ui/failure-note.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import { FileRow } from './changed-file-row.tsx';
import styles from './changes-section.module.css';
import type { EnvironmentFacts, InspectorView, Looked, PatchText } from './environment-facts.ts';

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
