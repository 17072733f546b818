import type { RunNode, TaskNode } from './run-tree.ts';

/** One line of the tree as shown. */
export interface RunLine {
  /** `run <id>` or `task <id>`. */
  readonly key: string;
  readonly node: RunNode | TaskNode;
  /** From 1. */
  readonly level: number;
}

const holds = (text: string, words: readonly string[]): boolean => {
  const lower = text.toLowerCase();
  return words.every((word) => lower.includes(word));
};

const taskText = ({ task }: TaskNode): string =>
  [task.name, task.id, task.agentId, task.state, task.checkpoint?.label, ...task.blockedReasons]
    .filter(Boolean)
    .join(' ')
    .replaceAll('_', ' ');

const runText = ({ id, run }: RunNode): string =>
  [id, run?.name, run?.status, run?.workspace].filter(Boolean).join(' ');

/** Of a tree only what holds every word: a run that does keeps all of its tasks. */
export function filterTree(tree: readonly RunNode[], text: string): readonly RunNode[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return tree;
  return tree.flatMap((run) => {
    if (holds(runText(run), words)) return [run];
    const tasks = run.tasks.filter((one) => holds(taskText(one), words));
    const children = filterTree(run.children, text);
    return tasks.length + children.length === 0 ? [] : [{ ...run, tasks, children, whole: run }];
  });
}

/** The tree as lines, in order; what is below a closed run is left out. */
export function layLines(
  tree: readonly RunNode[],
  isOpen: (run: RunNode) => boolean,
  level = 1,
): readonly RunLine[] {
  return tree.flatMap((run) => [
    { key: `run ${run.id}`, node: run, level },
    ...(isOpen(run)
      ? [
          ...run.tasks.map((node) => ({ key: `task ${node.task.id}`, node, level: level + 1 })),
          ...layLines(run.children, isOpen, level + 1),
        ]
      : []),
  ]);
}

/** A run that is over is closed until the operator opens it. */
export const isOpenAtFirst = ({ run }: RunNode): boolean =>
  run === undefined || !['completed', 'cancelled'].includes(run.status);

/** All tasks of a run and of the runs below it, also those that a search has left out. */
export const allTasks = ({ whole, tasks, children }: RunNode): readonly TaskNode[] =>
  whole === undefined ? [...tasks, ...children.flatMap(allTasks)] : allTasks(whole);
