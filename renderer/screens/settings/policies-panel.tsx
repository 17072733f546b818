import { useState, type FormEvent } from 'react';
import { useMirror } from '#renderer/state/use-mirror.tsx';
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
import { focusFirstError } from './focus-first-error.ts';
import { PreferencesPage } from './preferences-page.tsx';
import styles from './preferences.module.css';
import { Tick } from './tick.tsx';
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

/** By workspace, off unless the operator turns it on. */
function AutoResume({ chosen, state }: ChosenProps) {
  const watched = useMirror(({ view }) => view?.header.workspaces);
  const { autoResume } = chosen.preferences;
  const known = watched ?? [];
  const gone = autoResume.filter((path) => known.every((one) => one.path !== path));
  const change = (path: string, isOn: boolean): void => {
    const others = autoResume.filter((one) => one !== path);
    const next = isOn ? [...others, path] : others;
    void state.save(
      { autoResume: next.length === 0 ? null : next },
      isOn ? 'Resumes by itself from the next start on' : 'No longer resumes by itself',
    );
  };
  return (
    <section>
      <h2>Resume at start</h2>
      <p>
        When Rollcall starts, interrupted tasks of these workspaces go on by themselves: only what
        can be resumed, has published nothing and waits for nothing else. A task that crashed within
        10 minutes of each of its last three recoveries is left to you.
      </p>
      {known.length + gone.length === 0 && <p>Nothing is watched yet.</p>}
      {known.map(({ path, name }) => (
        <Tick
          key={path}
          label={name}
          hint={path}
          isOn={autoResume.includes(path)}
          isDisabled={state.isWriting}
          onChange={(isOn) => change(path, isOn)}
        />
      ))}
      {gone.map((path) => (
        <Tick
          key={path}
          label="Not watched at present"
          hint={path}
          isOn
          isDisabled={state.isWriting}
          onChange={() => change(path, false)}
        />
      ))}
    </section>
  );
}
