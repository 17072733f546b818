import { Download } from 'lucide-react';
import { useLook } from '#renderer/state/use-look.ts';
import { BarButton } from '#renderer/ui/bar-button.tsx';
import { ChoiceMenu } from '#renderer/ui/choice-menu.tsx';
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
  const known = useLook('audit verbs', (client) => client.audit.verbs()).value ?? [];
  const { isExporting, exportAs } = useAuditExport(question);
  const { text, actor, verb } = question;
  const verbs = verb === null || known.includes(verb) ? known : [...known, verb];
  return (
    <div className={styles.bar}>
      <SearchField
        label="Find by subject or message"
        text={text}
        onText={(next) => onQuestion({ ...question, text: next })}
      />
      <ChoiceMenu<AuditQuestion['actor']>
        options={[
          { value: null, label: 'Anyone' },
          ...actors.map((one) => ({ value: one, label: `By ${actorWords[one]}` })),
        ]}
        chosen={actor ?? null}
        onChoose={(next) => onQuestion({ ...question, actor: next })}
      />
      <ChoiceMenu<AuditQuestion['verb']>
        options={[
          { value: null, label: 'Anything' },
          ...verbs.map((one) => ({ value: one, label: sayVerb(one) })),
        ]}
        chosen={verb}
        onChoose={(next) => onQuestion({ ...question, verb: next })}
      />
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
