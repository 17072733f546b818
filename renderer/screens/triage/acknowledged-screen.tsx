import { useMemo, useState } from 'react';
import { isKnown } from '#renderer/state/is-known.ts';
import { useIntents, useMirror, useNow } from '#renderer/state/use-mirror.tsx';
import { LineTable } from '#renderer/ui/line-table.tsx';
import { ListScreen, NothingListed } from '#renderer/ui/list-screen.tsx';
import { SearchField } from '#renderer/ui/search-field.tsx';
import { stepLine } from '#renderer/ui/step-line.ts';
import { orderConditions } from '#shared/domain/order.ts';
import { parseQuery, toSearched } from '#shared/domain/query.ts';
import { AcknowledgedRow } from './acknowledged-row.tsx';
import styles from './acknowledged.module.css';

const columns = ['Task', 'Why', 'Work at risk', 'Age', 'Action'];

/** What the operator took off the list, until it changes: the same items, with a way back. */
export function AcknowledgedScreen({ openedId }: { readonly openedId: string | null }) {
  const all = useMirror((state) => state.view?.acknowledged);
  const failure = useMirror((state) => state.view?.header.failure ?? null);
  const density = useMirror((state) => state.appearance.density);
  const { go, lookAgain } = useIntents();
  const nowMs = useNow(15_000);
  const [text, setText] = useState('');
  const shown = useMemo(() => {
    const { test } = parseQuery(text);
    const found = (all ?? []).filter((one) => test(toSearched(one), nowMs));
    return orderConditions(found, 'risk');
  }, [all, text, nowMs]);
  const total = all?.length ?? 0;
  return (
    <ListScreen
      title="Acknowledged"
      count={shown.length === total ? total : `${shown.length} of ${total}`}
      tools={<SearchField label="Find acknowledged items" text={text} onText={setText} />}
      isKnown={useMirror(isKnown)}
      failure={failure}
      onLookAgain={() => void lookAgain()}
      pane={null}
    >
      {shown.length > 0 && (
        <LineTable
          label="Acknowledged items"
          columns={columns}
          className={styles.table}
          keys={shown.map(({ id }) => id)}
          density={density}
          focusAtFirst={openedId}
          onKey={(key, from) => stepLine(key, from, shown.length)}
        >
          {(index, key, placed) => {
            const condition = shown[index];
            return condition === undefined ? null : (
              <AcknowledgedRow
                key={key}
                condition={condition}
                placed={placed}
                nowMs={nowMs}
                isOpen={key === openedId}
                onOpen={() => go({ kind: 'acknowledged', conditionId: key })}
              />
            );
          }}
        </LineTable>
      )}
      {shown.length === 0 && (
        <NothingListed
          none="Nothing is acknowledged."
          noMatch="No acknowledged item matches."
          isFiltered={total > 0}
          next="What you acknowledge by E or snooze by H stands here until something about it changes."
          clearLabel="Show all that is acknowledged"
          onClear={() => setText('')}
        />
      )}
    </ListScreen>
  );
}
