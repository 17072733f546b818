import { useMemo, useState } from 'react';
import { counted } from '#shared/domain/counted.ts';
import { isKnown } from '#renderer/state/is-known.ts';
import { useIntents, useMirror } from '#renderer/state/use-mirror.tsx';
import { ListScreen, NothingListed } from '#renderer/ui/list-screen.tsx';
import { SearchField } from '#renderer/ui/search-field.tsx';
import { filterTree, isOpenAtFirst, layLines } from './run-lines.ts';
import { buildRunTree, type RunNode } from './run-tree.ts';
import { RunsTable } from './runs-table.tsx';
import { TaskPane } from './task-pane.tsx';

/** Runs and their tasks: what each is at, what waits for what, and what it has taken so far. */
export function RunsScreen({ runId }: { readonly runId: string | null }) {
  const runs = useMirror((state) => state.view?.runs);
  const tasks = useMirror((state) => state.view?.tasks);
  const byId = useMirror((state) => state.byId);
  const failure = useMirror((state) => state.view?.header.failure ?? null);
  const { lookAgain } = useIntents();
  const [text, setText] = useState('');
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const [openedTask, setOpenedTask] = useState<string | null>(null);
  const tree = useMemo(
    () => buildRunTree({ runs: runs ?? [], tasks: tasks ?? [], conditions: [...byId.values()] }),
    [runs, tasks, byId],
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
    <ListScreen
      title="Runs"
      count={`${counted(runs?.length ?? 0, 'run')}, ${counted(tasks?.length ?? 0, 'task')}`}
      tools={<SearchField label="Find runs and tasks" text={text} onText={setText} />}
      isKnown={useMirror(isKnown)}
      failure={failure}
      onLookAgain={() => void lookAgain()}
      onClosePane={opened === undefined ? undefined : () => setOpenedTask(null)}
      pane={
        opened !== undefined && (
          <TaskPane
            key={opened.task.id}
            node={opened}
            onOpenTask={setOpenedTask}
            onClose={() => setOpenedTask(null)}
          />
        )
      }
    >
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
      {lines.length === 0 && (
        <NothingListed
          none="No run is recorded."
          noMatch="No run or task matches."
          isFiltered={text !== ''}
          clearLabel="Show all runs"
          onClear={() => setText('')}
        />
      )}
    </ListScreen>
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
