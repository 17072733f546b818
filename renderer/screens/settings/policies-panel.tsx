import { useState, type FormEvent } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { policyFieldNames, policyFields, type PolicyField } from '#shared/domain/policy-fields.ts';
import {
  describeThreshold,
  readPolicyForm,
  toPolicyForm,
  type PolicyErrors,
} from './policy-form.ts';
import { BackToDefault } from './back-to-default.tsx';
import { ByWorkspace } from './by-workspace.tsx';
import { focusFirstError } from './focus-first-error.ts';
import { PreferencesPage, type ChosenProps } from './preferences-page.tsx';
import styles from './preferences.module.css';

/** When something counts as trouble, how long things are kept, and what may go on by itself. */
export const PoliciesPanel = () => (
  <PreferencesPage
    title="Policies"
    about="When something counts as trouble, and how long things are kept. They apply from the next look on."
  >
    {(chosen, state) => (
      <>
        <Thresholds key={JSON.stringify(chosen.preferences.policy)} chosen={chosen} state={state} />
        {byWorkspace.map(({ part, title, about, on, off }) => (
          <ByWorkspace
            key={part}
            title={title}
            about={about}
            chosen={chosen.preferences[part]}
            state={state}
            onChange={(workspaces, isOn) =>
              void state.save({ [part]: workspaces }, isOn ? on : off)
            }
          />
        ))}
      </>
    )}
  </PreferencesPage>
);

function Thresholds({ chosen, state }: ChosenProps) {
  const { preferences, defaults } = chosen;
  const initial = toPolicyForm(preferences.policy);
  const [form, setForm] = useState(initial);
  const [errors, setErrors] = useState<PolicyErrors>({});
  const isChanged = JSON.stringify(form) !== JSON.stringify(initial);
  const set = (field: PolicyField, value: string): void => {
    setForm((fields) => ({ ...fields, [field]: value }));
    setErrors(({ [field]: _mended, ...rest }) => rest);
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const read = readPolicyForm(form, preferences.policy, defaults.policy);
    setErrors(read.ok ? {} : read.error);
    if (read.ok) void state.save({ policy: read.value }, 'Saved the policies');
    else focusFirstError(event.currentTarget);
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <div className={styles.fields}>
        {policyFieldNames.map((field) => (
          <div key={field} className={styles.threshold}>
            <TextField
              label={withUnit(field)}
              hint={policyFields[field].hint}
              value={form[field]}
              error={errors[field]}
              onValue={(value) => set(field, value)}
            />
            <BackToDefault
              label={policyFields[field].label}
              isDefault={form[field] === toPolicyForm(defaults.policy)[field]}
              text={describeThreshold(field, defaults.policy[field])}
              onBack={() => set(field, toPolicyForm(defaults.policy)[field])}
            />
          </div>
        ))}
      </div>
      <div className={styles.buttons}>
        <Button look="primary" submits disabled={!isChanged || state.isWriting}>
          {state.isWriting ? 'Saving…' : 'Save the policies'}
        </Button>
        <Button
          disabled={!isChanged}
          onClick={() => {
            setForm(initial);
            setErrors({});
          }}
        >
          Leave them as they are
        </Button>
      </div>
    </form>
  );
}

function withUnit(field: PolicyField): string {
  const { label, unit } = policyFields[field];
  return unit === '' ? label : `${label}, in ${unit}`;
}

/** What may go on by itself, switched on workspace by workspace. */
const byWorkspace = [
  {
    part: 'scheduling',
    title: 'Start queued tasks',
    about:
      'In these workspaces a queued task starts by itself once all that it waits for is completed, up to the number above of tasks that run at once; and a task whose agent has ended well is completed by itself. Only tasks that Rollcall can start: never one that is blocked, or of another system.',
    on: 'Queued tasks start by themselves',
    off: 'Queued tasks wait for you',
  },
  {
    part: 'autoResume',
    title: 'Resume at start',
    about:
      'When Rollcall starts, interrupted tasks of these workspaces go on by themselves: only what can be resumed, has published nothing and waits for nothing else. A task that crashed within 10 minutes of each of its last three recoveries is left to you.',
    on: 'Resumes by itself from the next start on',
    off: 'No longer resumes by itself',
  },
] as const;
