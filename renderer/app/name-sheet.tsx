import { useRef, useState, type FormEvent } from 'react';
import { useIntents, useMirror } from '#renderer/state/use-mirror.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Sheet } from '#renderer/ui/sheet.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { joinQuery } from '#shared/domain/saved-view.ts';
import styles from './name-sheet.module.css';

const longest = 80;

/** Asks what a view is to be called: a new one (`viewId` null), or this one from now on. */
export function NameSheet({ viewId }: { readonly viewId: string | null }) {
  const { askName, saveView, renameView } = useIntents();
  const form = useRef<HTMLFormElement>(null);
  const field = useRef<HTMLElement>(null);
  const query = useMirror((state) => joinQuery(state.query, state.lane, state.workspace));
  const before = useMirror(({ views }) => views?.find(({ id }) => id === viewId)?.name ?? '');
  const [name, setName] = useState(before);
  const [error, setError] = useState<string>();
  const close = (): void => askName(null);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const wanted = name.trim();
    if (wanted === '' || wanted.length > longest) {
      setError(wanted === '' ? 'Give it a name.' : `At most ${longest} characters.`);
      field.current?.focus();
      return;
    }
    if (await (viewId === null ? saveView(wanted) : renameView(viewId, wanted))) close();
  };
  return (
    <Sheet
      title={viewId === null ? 'Save this list as a view' : `Rename “${before}”`}
      summary={
        viewId === null
          ? `It keeps the search${query === '' ? '' : ` “${query}”`}, the order and the grouping.`
          : 'Links to it go on working.'
      }
      initialFocus={field}
      onClose={close}
      footer={
        <>
          <span className={styles.space} />
          <Button onClick={close}>Cancel</Button>
          <Button look="primary" onClick={() => form.current?.requestSubmit()}>
            {viewId === null ? 'Save view' : 'Rename view'}
          </Button>
        </>
      }
    >
      <form
        ref={(element) => {
          form.current = element;
          field.current = element?.querySelector('input') ?? null;
        }}
        className={styles.form}
        onSubmit={(event) => void submit(event)}
      >
        <TextField label="Name" value={name} error={error} onValue={setName} />
      </form>
    </Sheet>
  );
}
