import { FlaskConical, FolderGit2, TriangleAlert } from 'lucide-react';
import { useIntents, useMirror } from '#renderer/state/use-mirror.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Sentence } from '#renderer/ui/sentence.tsx';
import type { SourceRow } from '#shared/contract/sweep.ts';
import type { WorkspaceRow } from '#shared/contract/view.ts';
import { nameOfSource } from '#shared/domain/source.ts';
import { OpenWorkspace } from './open-workspace.tsx';
import { Panel } from './panel.tsx';
import styles from './workspaces-panel.module.css';

/** The folders that are watched, what was read in each, and a way to add one. */
export function WorkspacesPanel() {
  const workspaces = useMirror((state) => state.view?.header.workspaces);
  const sources = useMirror((state) => state.view?.header.sources);
  const watched = workspaces ?? [];
  return (
    <Panel>
      <section>
        <h2>Watched folders</h2>
        <p>Rollcall looks at these and at their worktrees. It changes nothing unless you say so.</p>
        {watched.length === 0 ? (
          <p className={styles.none}>Nothing is watched yet.</p>
        ) : (
          <ul className={styles.list}>
            {watched.map((workspace) => (
              <li key={workspace.path}>
                <Watched
                  workspace={workspace}
                  sources={(sources ?? []).filter((one) => one.workspace === workspace.path)}
                />
              </li>
            ))}
          </ul>
        )}
      </section>
      <OpenWorkspace
        watched={watched.map(({ path }) => path)}
        hasSample={watched.some(({ isSample }) => isSample)}
      />
    </Panel>
  );
}

interface WatchedProps {
  readonly workspace: WorkspaceRow;
  readonly sources: readonly SourceRow[];
}

function Watched({ workspace, sources }: WatchedProps) {
  const { closeWorkspace, removeSample } = useIntents();
  const pending = useMirror((state) => state.pending);
  const Icon = workspace.isSample ? FlaskConical : FolderGit2;
  return (
    <div className={styles.workspace}>
      <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
      <div className={styles.text}>
        <b>{workspace.name}</b>
        {workspace.isSample && <span className={styles.sample}>sample world</span>}
        <code>{workspace.path}</code>
        {sources.map((source) => (
          <p key={source.kind} className={styles.source} data-readable={source.readable}>
            {!source.readable && <TriangleAlert size={14} aria-hidden="true" />}
            <span>
              <Sentence text={describeSource(source)} />
            </span>
          </p>
        ))}
      </div>
      {workspace.isSample ? (
        <Button size="s" disabled={pending !== null} onClick={() => void removeSample()}>
          {pending === 'removal' ? 'Removing…' : 'Remove the sample world'}
        </Button>
      ) : (
        <Button
          size="s"
          disabled={pending !== null}
          aria-label={`Stop watching ${workspace.name}`}
          onClick={() => void closeWorkspace(workspace.path)}
        >
          Stop watching
        </Button>
      )}
    </div>
  );
}

function describeSource({ kind, readable, note, capabilities = [] }: SourceRow): string {
  const name = nameOfSource(kind);
  const rest = note === null ? '' : `: ${note}`;
  if (!readable) return `Records of ${name} could not be read${rest}`;
  const missing = capabilities.flatMap(({ why }) => why ?? []);
  const said = `Records of ${name}${rest}`;
  return missing.length === 0 ? said : `${said.replace(/\.$/u, '')}. ${missing.join(' ')}`;
}
