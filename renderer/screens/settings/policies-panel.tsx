import { useState, type FormEvent } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import type { ChosenPreferences } from '#shared/contract/settings.ts';
import { policyFieldNames, policyFields, type PolicyField } from '#shared/domain/policy-fields.ts';
import {
  describeThreshold,
  readPolicyForm,
  toPolicyForm,
  type PolicyErrors,
} from './policy-form.ts';
import { ByWorkspace } from './by-workspace.tsx';
import { focusFirstError } from './focus-first-error.ts';
import { PreferencesPage } from './preferences-page.tsx';
import styles from './preferences.module.css';
import type { PreferencesState } from './use-preferences.ts';

interface ChosenProps {
  readonly chosen: ChosenPreferences;
  readonly state: PreferencesState;
}

/** When something counts as trouble, how long things are kept, and what may go on by itself. */
export const PoliciesPanel = () => (
  <PreferencesPage
    title="Policies"
    about="When something counts as trouble, and how long things are kept. They apply from the next look on."
  >
    {(chosen, state) => (
      <>
        <Thresholds key={JSON.stringify(chosen.preferences.policy)} chosen={chosen} state={state} />
        <Scheduling chosen={chosen} state={state} />
        <AutoResume chosen={chosen} state={state} />
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
              field={field}
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

interface BackToDefaultProps {
  readonly field: PolicyField;
  readonly isDefault: boolean;
  readonly text: string;
  readonly onBack: () => void;
}

function BackToDefault({ field, isDefault, text, onBack }: BackToDefaultProps) {
  if (isDefault) return <p className={styles.default}>The default.</p>;
  return (
    <p className={styles.default}>
      <Button
        look="quiet"
        size="s"
        aria-label={`Back to ${text}, the default: ${policyFields[field].label}`}
        onClick={onBack}
      >
        Back to {text}
      </Button>
    </p>
  );
}

const AutoResume = ({ chosen, state }: ChosenProps) => (
  <ByWorkspace
    title="Resume at start"
    about="When Rollcall starts, interrupted tasks of these workspaces go on by themselves: only what can be resumed, has published nothing and waits for nothing else. A task that crashed within 10 minutes of each of its last three recoveries is left to you."
    chosen={chosen.preferences.autoResume}
    state={state}
    onChange={(autoResume, isOn) =>
      void state.save(
        { autoResume },
        isOn ? 'Resumes by itself from the next start on' : 'No longer resumes by itself',
      )
    }
  />
);

const Scheduling = ({ chosen, state }: ChosenProps) => (
  <ByWorkspace
    title="Start queued tasks"
    about="In these workspaces a queued task starts by itself once all that it waits for is completed, up to the number above of tasks that run at once; and a task whose agent has ended well is completed by itself. Only tasks that Rollcall can start: never one that is blocked, or of another system."
    chosen={chosen.preferences.scheduling}
    state={state}
    onChange={(scheduling, isOn) =>
      void state.save(
        { scheduling },
        isOn ? 'Queued tasks start by themselves' : 'Queued tasks wait for you',
      )
    }
  />
);
