import { useState, type FormEvent } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { checkRelayUrl } from '#shared/domain/preferences.ts';
import { PreferencesPage, type ChosenProps } from './preferences-page.tsx';
import styles from './preferences.module.css';
import { Tick } from './tick.tsx';

/** Who is told outside the window: the operator, and a gateway. */
export const NotificationsPanel = () => (
  <PreferencesPage
    title="Notifications"
    about="One for each root cause, not for each item; only the desktop window shows them."
  >
    {(chosen, state) => (
      <>
        <Notifications
          key={JSON.stringify(chosen.preferences.notifications)}
          chosen={chosen}
          state={state}
        />
        <RelayFields
          key={`relay ${JSON.stringify(chosen.preferences.relay)}`}
          chosen={chosen}
          state={state}
        />
      </>
    )}
  </PreferencesPage>
);

const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
const timeError = (text: string): string | undefined =>
  isTime(text) ? undefined : 'Write a time such as 22:00.';

function Notifications({ chosen, state }: ChosenProps) {
  const { isOn, quiet } = chosen.preferences.notifications;
  const [from, setFrom] = useState(quiet?.from ?? '22:00');
  const [to, setTo] = useState(quiet?.to ?? '07:00');
  const [isAsked, setIsAsked] = useState(false);
  const save = (next: { isOn: boolean; quiet: { from: string; to: string } | null }): void =>
    void state.save(
      { notifications: next.isOn && next.quiet === null ? null : next },
      'Saved when you are notified',
    );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setIsAsked(true);
    if (isTime(from) && isTime(to)) save({ isOn, quiet: { from, to } });
  };
  const isChanged = quiet !== null && (quiet.from !== from || quiet.to !== to);
  return (
    <form className={styles.form} onSubmit={submit}>
      <div>
        <Tick
          label="Notify me when something new needs me"
          isOn={isOn}
          isDisabled={state.isWriting}
          onChange={(next) => save({ isOn: next, quiet })}
        />
        <Tick
          label="Quiet hours"
          hint="What happens meanwhile is told in one sentence when they are over."
          isOn={quiet !== null}
          isDisabled={state.isWriting || !isOn}
          onChange={(next) => {
            setIsAsked(true);
            if (!next) save({ isOn, quiet: null });
            else if (isTime(from) && isTime(to)) save({ isOn, quiet: { from, to } });
          }}
        />
      </div>
      {quiet !== null && (
        <>
          <div className={styles.times}>
            <TextField
              label="From"
              value={from}
              error={isAsked ? timeError(from) : undefined}
              onValue={setFrom}
            />
            <TextField
              label="To"
              value={to}
              error={isAsked ? timeError(to) : undefined}
              onValue={setTo}
            />
          </div>
          <div className={styles.buttons}>
            <Button look="primary" submits disabled={!isChanged || state.isWriting}>
              Save the quiet hours
            </Button>
          </div>
        </>
      )}
    </form>
  );
}

function RelayFields({ chosen, state }: ChosenProps) {
  const { relay } = chosen.preferences;
  const [url, setUrl] = useState(relay.url ?? '');
  const [project, setProject] = useState(relay.project ?? '');
  const [error, setError] = useState<string | undefined>(undefined);
  const isChanged = url !== (relay.url ?? '') || project !== (relay.project ?? '');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const wrong = url.trim() === '' ? undefined : checkRelayUrl(url.trim());
    setError(wrong);
    if (wrong !== undefined) return;
    const next = { url: url.trim() || null, project: project.trim() || null };
    const isNothing = next.url === null && next.project === null;
    void state.save({ relay: isNothing ? null : next }, 'Saved the relay');
  };
  return (
    <section>
      <h2>Relay</h2>
      <p>
        Conditions and transitions can be pushed to a gateway. Its token is read from the
        environment variable ROLLCALL_GATEWAY_TOKEN and never stored.
      </p>
      <form className={styles.form} onSubmit={submit}>
        <div className={styles.fields}>
          <TextField
            label="Address"
            hint="Empty: nothing leaves this machine."
            value={url}
            error={error}
            isCode
            placeholder="wss://gateway.example/events"
            onValue={(text) => {
              setUrl(text);
              setError(undefined);
            }}
          />
          <TextField
            label="Project"
            hint="Empty: the folder’s name."
            value={project}
            onValue={setProject}
          />
        </div>
        <div className={styles.buttons}>
          <Button look="primary" submits disabled={!isChanged || state.isWriting}>
            Save the relay
          </Button>
          {(relay.url !== null || relay.project !== null) && (
            <Button
              disabled={state.isWriting}
              onClick={() => void state.save({ relay: null }, 'Nothing is relayed any more')}
            >
              Relay nothing
            </Button>
          )}
        </div>
      </form>
    </section>
  );
}
