import { useState, type FormEvent } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { openers, type Opener } from '#shared/domain/preferences.ts';
import { BackToDefault } from './back-to-default.tsx';
import { focusFirstError } from './focus-first-error.ts';
import { PreferencesPage, type ChosenProps } from './preferences-page.tsx';
import styles from './preferences.module.css';

const labels: Readonly<Record<Opener, string>> = {
  editor: 'Editor',
  terminal: 'Terminal',
  files: 'File manager',
};

const toText = (command: readonly string[]): string => command.join('\n');
const toCommand = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');

/** What opens an environment's directory. */
export const ProgramsPanel = () => (
  <PreferencesPage
    title="Programs"
    about="What opens an environment’s directory: one argument per line, never passed through a shell. {path} stands for the directory, which is also where the program starts."
  >
    {(chosen, state) => (
      <Programs key={JSON.stringify(chosen.preferences.openWith)} chosen={chosen} state={state} />
    )}
  </PreferencesPage>
);

function Programs({ chosen, state }: ChosenProps) {
  const { openWith } = chosen.preferences;
  const usual = chosen.defaults.openWith;
  const [form, setForm] = useState<Readonly<Record<Opener, string>>>({
    editor: toText(openWith.editor),
    terminal: toText(openWith.terminal),
    files: toText(openWith.files),
  });
  const [errors, setErrors] = useState<Readonly<Partial<Record<Opener, string>>>>({});
  const set = (opener: Opener, text: string): void => {
    setForm((fields) => ({ ...fields, [opener]: text }));
    setErrors(({ [opener]: _mended, ...rest }) => rest);
  };
  const isChanged = openers.some((opener) => form[opener] !== toText(openWith[opener]));
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const wrong: Partial<Record<Opener, string>> = {};
    for (const opener of openers) {
      const [program] = toCommand(form[opener]);
      if (program === undefined) wrong[opener] = 'Name at least the program.';
      else if (program.startsWith('-')) wrong[opener] = 'Begin with the name of a program.';
    }
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return focusFirstError(event.currentTarget);
    const change = {
      editor: toCommand(form.editor),
      terminal: toCommand(form.terminal),
      files: toCommand(form.files),
    };
    const isUsual = openers.every((opener) => toText(change[opener]) === toText(usual[opener]));
    void state.save({ openWith: isUsual ? null : change }, 'Saved the programs');
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <div className={styles.fields}>
        {openers.map((opener) => (
          <div key={opener} className={styles.threshold}>
            <TextField
              label={labels[opener]}
              value={form[opener]}
              error={errors[opener]}
              lines={2}
              isCode
              onValue={(text) => set(opener, text)}
            />
            <BackToDefault
              label={labels[opener]}
              isDefault={form[opener] === toText(usual[opener])}
              text={usual[opener].join(' ')}
              onBack={() => set(opener, toText(usual[opener]))}
            />
          </div>
        ))}
      </div>
      <div className={styles.buttons}>
        <Button look="primary" submits disabled={!isChanged || state.isWriting}>
          {state.isWriting ? 'Saving…' : 'Save the programs'}
        </Button>
      </div>
    </form>
  );
}
