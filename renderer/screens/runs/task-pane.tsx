import { sayTokens } from '#shared/domain/cost.ts';
import { readable } from '#shared/domain/readable.ts';
import { useIntents, useNow } from '#renderer/state/use-mirror.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { CopyButton } from '#renderer/ui/copy-button.tsx';
import { Facts, type FactRow } from '#renderer/ui/facts.tsx';
import { LinkLine, LinkList } from '#renderer/ui/link-list.tsx';
import { NeedsYou } from '#renderer/ui/needs-you.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { SidePane } from '#renderer/ui/side-pane.tsx';
import { StateMark } from '#renderer/ui/state-mark.tsx';
import { formatMoment } from '#renderer/ui/time.ts';
import type { TaskNode } from './run-tree.ts';
import {
  describeCost,
  describeDependency,
  describeWorked,
  nameTask,
  workedMs,
} from './run-words.ts';
import styles from './task-pane.module.css';

export interface TaskPaneProps {
  readonly node: TaskNode;
  readonly onOpenTask: (taskId: string) => void;
  readonly onClose: () => void;
}

function factsOf({ task }: TaskNode, nowMs: number): readonly FactRow[] {
  return [
    { name: 'State', value: <StateMark state={task.state} /> },
    {
      name: 'Task',
      value: (
        <>
          {task.id}
          <CopyButton text={task.id} label="Copy the id of the task" />
        </>
      ),
      isCode: true,
    },
    { name: 'Agent', value: task.agentId },
    { name: 'Attempts', value: String(task.attempts) },
    { name: 'Worked', value: describeWorked(workedMs(task, nowMs)) },
    {
      name: 'Cost',
      value:
        task.tokens === null
          ? describeCost(task.costUsd)
          : `${describeCost(task.costUsd)}, ${sayTokens(task.tokens)}`,
    },
    ...(task.checkpoint === null
      ? [{ name: 'Checkpoint', value: 'none' }]
      : [
          { name: 'Checkpoint', value: `“${task.checkpoint.label}”` },
          { name: 'Replay', value: readable(task.checkpoint.replaySafety) },
        ]),
    { name: 'Changed', value: formatMoment(task.updatedAt, nowMs) },
  ];
}

/** The tasks that it waits for, and those that wait for it. */
const Neighbours = ({ node, onOpenTask }: Pick<TaskPaneProps, 'node' | 'onOpenTask'>) => {
  const { waitsFor, holdsUp } = node;
  return (
    <>
      {waitsFor.length > 0 && (
        <Section title="Waits for">
          <LinkList>
            {waitsFor.map((one) => (
              <LinkLine
                key={one.id}
                onOpen={one.task === undefined ? undefined : () => onOpenTask(one.id)}
              >
                {describeDependency(one)}
              </LinkLine>
            ))}
          </LinkList>
        </Section>
      )}
      {holdsUp.length > 0 && (
        <Section title="Holds up">
          <LinkList>
            {holdsUp.map((one) => (
              <LinkLine key={one.id} onOpen={() => onOpenTask(one.id)}>
                {`${nameTask(one)}, ${readable(one.state)}`}
              </LinkLine>
            ))}
          </LinkList>
        </Section>
      )}
    </>
  );
};

/** One task: why it waits, on what, who waits for it, where it works, what needs the operator. */
export function TaskPane({ node, onOpenTask, onClose }: TaskPaneProps) {
  const nowMs = useNow(10_000);
  const { go } = useIntents();
  const { task, conditions } = node;
  const { environmentId } = task;
  return (
    <SidePane title={nameTask(task)} onClose={onClose}>
      <NeedsYou
        conditions={conditions}
        onOpen={(conditionId) => go({ kind: 'item', conditionId })}
      />
      <Section title="Task">
        <Facts rows={factsOf(node, nowMs)} />
      </Section>
      {task.blockedReasons.length > 0 && (
        <Section title="Why it waits">
          <ul className={styles.reasons}>
            {task.blockedReasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </Section>
      )}
      <Neighbours node={node} onOpenTask={onOpenTask} />
      {environmentId !== null && (
        <Section title="Environment">
          <Button onClick={() => go({ kind: 'environments', environmentId })}>
            Show its environment
          </Button>
        </Section>
      )}
    </SidePane>
  );
}
