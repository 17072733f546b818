import type { ReactNode } from 'react';
import { readable } from '#shared/domain/readable.ts';
import { CopyButton } from '#renderer/ui/copy-button.tsx';
import { Facts, type FactRow } from '#renderer/ui/facts.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { formatMoment } from '#renderer/ui/time.ts';
import type { EnvironmentFacts, EnvironmentTools } from './environment-facts.ts';
import styles from './environment-section.module.css';
import { describeDistance, describeLease, describeMode } from './inspector-words.ts';
import { ToolsSection } from './tools-section.tsx';

const shortCommit = 10;
const notSeen = <span className={styles.notSeen}>could not be looked at</span>;

function gitRows(facts: EnvironmentFacts): readonly FactRow[] {
  if (facts.mode !== 'git_worktree' && facts.branch === null && facts.head === null) return [];
  const head =
    facts.head === null ? (
      notSeen
    ) : (
      <>
        {facts.head.slice(0, shortCommit)}
        <CopyButton text={facts.head} label="Copy the commit id of HEAD" />
      </>
    );
  return [
    {
      name: 'Branch',
      value: facts.branch ?? (facts.head === null ? notSeen : 'none (detached)'),
      isCode: facts.branch !== null,
    },
    ...(facts.base === null ? [] : [{ name: 'Base', value: facts.base, isCode: true }]),
    { name: 'HEAD', value: head, isCode: facts.head !== null },
    { name: 'Distance', value: describeDistance(facts) ?? notSeen },
    { name: 'Operation', value: operationOf(facts) },
  ];
}

function operationOf({ operation, unreadable }: EnvironmentFacts): ReactNode {
  if (operation !== null) return `${readable(operation)} half done`;
  return unreadable === null ? 'none in progress' : notSeen;
}

function leaseRow(facts: EnvironmentFacts, nowMs: number): FactRow {
  if (facts.lease === null) return { name: 'Lease', value: 'none' };
  const { holder, state, acquiredAt } = facts.lease;
  return {
    name: 'Lease',
    value: `${describeLease(state)}: ${holder}; since ${formatMoment(acquiredAt, nowMs)}`,
  };
}

export interface EnvironmentSectionProps {
  readonly facts: EnvironmentFacts;
  readonly nowMs: number;
  /** Rows known from the records, e.g. health; put first. */
  readonly recorded?: readonly FactRow[] | undefined;
  /** At the right of the title. */
  readonly aside?: ReactNode;
  readonly tools?: EnvironmentTools | undefined;
}

/** Where a task works: path, branch, HEAD, distance, operation in progress, lease and holder. */
export function EnvironmentSection(props: EnvironmentSectionProps) {
  const { facts, nowMs, recorded, aside, tools } = props;
  const path = (
    <span className={styles.copied}>
      <span>{facts.path}</span>
      <CopyButton text={facts.path} label="Copy the path" />
    </span>
  );
  return (
    <Section title="Environment" aside={aside}>
      <Facts
        rows={[
          ...(recorded ?? []),
          { name: 'Path', value: path, isCode: true },
          { name: 'Mode', value: describeMode(facts.mode) },
          ...gitRows(facts),
          leaseRow(facts, nowMs),
        ]}
      />
      {tools !== undefined && <ToolsSection facts={facts} tools={tools} />}
    </Section>
  );
}
