import { useMemo, useState } from 'react';
import { useIntents, useMirror } from '#renderer/state/use-mirror.tsx';
import { countNoun } from '#renderer/state/words.ts';
import { Button } from '#renderer/ui/button.tsx';
import { FailureNote } from '#renderer/ui/failure-note.tsx';
import { SearchField } from '#renderer/ui/search-field.tsx';
import { filterTree, isOpenAtFirst, layLines } from './run-lines.ts';
import { buildRunTree, type RunNode } from './run-tree.ts';
import styles from './runs-screen.module.css';
import { RunsTable } from './runs-table.tsx';
import { TaskPane } from './task-pane.tsx';

/** Runs and their tasks: what each is at, what waits for what, and what it has taken so far. */
export function RunsScreen({ runId }: { readonly runId: string | null }) {
  const runs = useMirror((state) => state.view?.runs);
  const tasks = useMirror((state) => state.view?.tasks);
  const conditions = useMirror((state) => state.view?.conditions);
  const failure = useMirror((state) => state.view?.header.failure ?? null);
  const { lookAgain } = useIntents();
  const [text, setText] = useState('');
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const [openedTask, setOpenedTask] = useState<string | null>(null);
  const tree = useMemo(
    () => buildRunTree({ runs: runs ?? [], tasks: tasks ?? [], conditions: conditions ?? [] }),
    [runs, tasks, conditions],
  );
  const shown = useMemo(() => filterTree(tree, text), [tree, text]);
  const isOpen = (run: RunNode): boolean =>
    (text !== '' || run.id === runId || isOpenAtFirst(run)) !== toggled.has(run.id);
  const lines = layLines(shown, isOpen);
  const opened = useMemo(() => findTask(tree, openedTask), [tree, openedTask]);
  const toggle = (run: RunNode): void =>
    setToggled((before) => {
      const after = new Set(before);
      if (!after.delete(run.id)) after.add(run.id);
      return after;
    });

  return (
    <div className={styles.screen}>
      <div className={styles.list}>
        <div className={styles.bar}>
          <h1>Runs</h1>
          <output>
            {`${countNoun(runs?.length ?? 0, ['run', 'runs'])}, ${countNoun(tasks?.length ?? 0, ['task', 'tasks'])}`}
          </output>
          <div className={styles.right}>
            <SearchField label="Find runs and tasks" text={text} onText={setText} />
          </div>
        </div>
        {failure !== null && (
          <div className={styles.failure}>
            <FailureNote
              message={`The last look failed. ${failure} The lines below are the last good ones.`}
              onRetry={() => void lookAgain()}
            />
          </div>
        )}
        {lines.length > 0 && (
          <RunsTable
            lines={lines}
            isOpen={isOpen}
            openedTask={openedTask}
            focusAtFirst={runId === null ? null : `run ${runId}`}
            onToggle={toggle}
            onOpenTask={setOpenedTask}
          />
        )}
        {runs !== undefined && lines.length === 0 && (
          <div className={styles.nothing}>
            <b>{text === '' ? 'No run is recorded.' : 'No run or task matches.'}</b>
            {text === '' ? (
              <span>
                One appears here when an agent starts with <code>rollcall run</code>.
              </span>
            ) : (
              <Button onClick={() => setText('')}>Show all runs</Button>
            )}
          </div>
        )}
      </div>
      {opened !== undefined && (
        <TaskPane
          key={opened.task.id}
          node={opened}
          onOpenTask={setOpenedTask}
          onClose={() => setOpenedTask(null)}
        />
      )}
    </div>
  );
}

function findTask(
  tree: readonly RunNode[],
  id: string | null,
): RunNode['tasks'][number] | undefined {
  if (id === null) return undefined;
  for (const run of tree) {
    const found = run.tasks.find(({ task }) => task.id === id) ?? findTask(run.children, id);
    if (found !== undefined) return found;
  }
  return undefined;
}
