import { useState, type FormEvent } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import type { LaunchTemplate } from '#shared/domain/engine.ts';
import styles from './template-editor.module.css';
import { readForm, type FieldErrors, type FieldName, type TemplateForm } from './template-form.ts';

export interface TemplateEditorProps {
  readonly initial: TemplateForm;
  /** Agents that have a template, when this one is new; null when it is not. */
  readonly taken: readonly string[] | null;
  readonly isWriting: boolean;
  readonly onSave: (template: LaunchTemplate) => Promise<boolean>;
  readonly onCancel?: (() => void) | undefined;
}

const commands = [
  { field: 'start', label: 'Start', hint: 'One argument per line.' },
  { field: 'resume', label: 'Resume', hint: 'Empty: it cannot resume.' },
  { field: 'restart', label: 'Restart', hint: 'Empty: it cannot restart.' },
] as const;

/** The fields of one template, checked when saved; errors stand beside their field. */
export function TemplateEditor(props: TemplateEditorProps) {
  const { initial, taken, isWriting, onSave, onCancel } = props;
  const [form, setForm] = useState(initial);
  const [errors, setErrors] = useState<FieldErrors>({});
  const isChanged = JSON.stringify(form) !== JSON.stringify(initial);

  const set = (field: FieldName) => (value: string) => {
    setForm((fields) => ({ ...fields, [field]: value }));
    setErrors(({ [field]: _mended, ...rest }) => rest);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const read = readForm(form, taken ?? []);
    setErrors(read.ok ? {} : read.error);
    if (read.ok) void onSave(read.value);
  };
  const cancel = (): void => {
    setForm(initial);
    setErrors({});
    onCancel?.();
  };

  return (
    <form className={styles.editor} onSubmit={submit}>
      <div className={styles.names}>
        {taken !== null && (
          <TextField
            label="Agent"
            hint="As sessions name it; cannot be changed later."
            value={form.agent}
            error={errors.agent}
            isCode
            onValue={set('agent')}
          />
        )}
        <TextField
          label="Name"
          hint="As it is shown."
          value={form.label}
          error={errors.label}
          onValue={set('label')}
        />
      </div>
      <div className={styles.commands}>
        {commands.map(({ field, label, hint }) => (
          <TextField
            key={field}
            label={label}
            hint={hint}
            value={form[field]}
            error={errors[field]}
            lines={3}
            isCode
            onValue={set(field)}
          />
        ))}
      </div>
      <div className={styles.buttons}>
        <Button submits look="primary" disabled={isWriting || !isChanged}>
          {taken === null ? `Save ${initial.label}` : 'Add this agent'}
        </Button>
        {(isChanged || onCancel !== undefined) && (
          <Button onClick={cancel}>{taken === null ? 'Discard changes' : 'Cancel'}</Button>
        )}
      </div>
    </form>
  );
}
