import { Code, FolderOpen, SquareTerminal } from 'lucide-react';
import { Button } from '#renderer/ui/button.tsx';
import { CopyButton } from '#renderer/ui/copy-button.tsx';
import type { Opener } from '#shared/domain/preferences.ts';
import type { EnvironmentFacts, EnvironmentTools } from './environment-facts.ts';
import { Sentence } from '#renderer/ui/sentence.tsx';
import { quoteCommand } from '#shared/domain/quote-command.ts';
import { describeSize } from './inspector-words.ts';
import styles from './tools-section.module.css';

const programs = [
  { opener: 'editor', label: 'Editor', Icon: Code },
  { opener: 'terminal', label: 'Terminal', Icon: SquareTerminal },
  { opener: 'files', label: 'File manager', Icon: FolderOpen },
] as const satisfies readonly { opener: Opener; label: string; Icon: typeof Code }[];

export interface ToolsSectionProps {
  readonly facts: EnvironmentFacts;
  readonly tools: EnvironmentTools;
}

/** Opens the directory in the operator's programs, measures it, gives the command of its session. */
export function ToolsSection({ facts, tools }: ToolsSectionProps) {
  const { open, size, isMeasuring, measure } = tools;
  const command = facts.command === null ? null : quoteCommand(facts.command);
  return (
    <div className={styles.tools}>
      {open !== null && (
        <div className={styles.row}>
          {programs.map(({ opener, label, Icon }) => (
            <Button
              key={opener}
              size="s"
              aria-label={`Open in ${label.toLowerCase()}`}
              onClick={() => open(opener)}
            >
              <Icon size={14} strokeWidth={1.75} aria-hidden="true" />
              {label}
            </Button>
          ))}
        </div>
      )}
      <div className={styles.row}>
        <output>
          {size !== null &&
            `${describeSize(size)} on disk${size.unreadable === null ? '' : `; ${size.unreadable}`}`}
        </output>
        <Button look="quiet" size="s" disabled={isMeasuring} onClick={measure}>
          {isMeasuring
            ? 'Measuring…'
            : size === null
              ? 'Measure its size on disk'
              : 'Measure again'}
        </Button>
      </div>
      {command !== null && (
        <div className={styles.command}>
          <code>
            <Sentence text={command} />
          </code>
          <CopyButton text={command} label="Copy the command of its session" />
        </div>
      )}
    </div>
  );
}
