import { ChevronDown, Download } from 'lucide-react';
import { useLook } from '#renderer/state/use-look.ts';
import { BarButton } from '#renderer/ui/bar-button.tsx';
import { Menu, MenuItem } from '#renderer/ui/menu.tsx';
import { SearchField } from '#renderer/ui/search-field.tsx';
import { actorWords, sayVerb, type AuditQuestion } from './audit-filter.ts';
import styles from './audit-bar.module.css';
import { useAuditExport } from './use-audit-export.ts';

const actors = ['operator', 'rollcall', 'agent', 'import'] as const;
const formats = [
  { format: 'json', label: 'JSON', note: 'Everything, hashes included' },
  { format: 'csv', label: 'CSV', note: 'For a spreadsheet' },
  { format: 'md', label: 'Markdown', note: 'For people; without hashes and values' },
] as const;

export interface AuditBarProps {
  readonly question: AuditQuestion;
  readonly onQuestion: (question: AuditQuestion) => void;
}

/** What narrows the audit, and its export: exactly the rows that the filter leaves. */
export function AuditBar({ question, onQuestion }: AuditBarProps) {
  const verbs = useLook('audit verbs', (client) => client.audit.verbs()).value ?? [];
  const { isExporting, exportAs } = useAuditExport(question);
  const { text, actor, verb } = question;
  return (
    <div className={styles.bar}>
      <SearchField
        label="Find by subject or message"
        text={text}
        onText={(next) => onQuestion({ ...question, text: next })}
      />
      <Menu
        trigger={
          <BarButton>
            {actor === null || actor === undefined ? 'Anyone' : `By ${actorWords[actor]}`}
            <ChevronDown size={14} aria-hidden="true" />
          </BarButton>
        }
      >
        <MenuItem
          isChosen={actor === null}
          onSelect={() => onQuestion({ ...question, actor: null })}
        >
          Anyone
        </MenuItem>
        {actors.map((one) => (
          <MenuItem
            key={one}
            isChosen={actor === one}
            onSelect={() => onQuestion({ ...question, actor: one })}
          >
            By {actorWords[one]}
          </MenuItem>
        ))}
      </Menu>
      <Menu
        trigger={
          <BarButton>
            {verb === null ? 'Anything' : sayVerb(verb)}
            <ChevronDown size={14} aria-hidden="true" />
          </BarButton>
        }
      >
        <MenuItem isChosen={verb === null} onSelect={() => onQuestion({ ...question, verb: null })}>
          Anything
        </MenuItem>
        {verbs.map((one) => (
          <MenuItem
            key={one}
            isChosen={verb === one}
            onSelect={() => onQuestion({ ...question, verb: one })}
          >
            {sayVerb(one)}
          </MenuItem>
        ))}
      </Menu>
      <Menu
        align="end"
        trigger={
          <BarButton disabled={isExporting}>
            <Download size={14} aria-hidden="true" />
            {isExporting ? 'Exporting…' : 'Export'}
          </BarButton>
        }
      >
        {formats.map(({ format, label, note }) => (
          <MenuItem key={format} note={note} onSelect={() => void exportAs(format)}>
            {label}
          </MenuItem>
        ))}
      </Menu>
    </div>
  );
}
