import { Autocomplete } from '@base-ui/react/autocomplete';
import { useState, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import styles from './completing-field.module.css';

export interface FieldCompletion {
  /** What is shown of it. */
  readonly part: string;
  readonly about: string;
  /** The whole text with it. */
  readonly query: string;
  /** More has to follow: the list stays open. */
  readonly isKey: boolean;
}

export interface CompletingFieldProps {
  readonly label: string;
  readonly placeholder: string;
  readonly text: string;
  readonly completions: readonly FieldCompletion[];
  /** Why the text is not understood, shown below it; null when it is. */
  readonly problem: string | null;
  /** The key that leads here, as `aria-keyshortcuts` writes it. */
  readonly shortcut: string;
  /** The same text with its parts marked; stands behind the field and scrolls with it. */
  readonly children: ReactNode;
  readonly onField: (field: HTMLInputElement | null) => void;
  readonly onText: (text: string) => void;
  /** Enter, or an arrow down where nothing can be completed: on to what was found. */
  readonly onDone: () => void;
}

/** A press on the list leaves the focus where it is typed. */
const keepFocus = (event: MouseEvent): void => event.preventDefault();

/**
 * A text field that offers what could be typed next: arrows choose, Enter takes, Escape goes back.
 * The list stands below the nearest positioned element around it.
 */
export function CompletingField(props: CompletingFieldProps) {
  const { label, text, completions, problem, children, onField, onText, onDone } = props;
  const [isOpen, setIsOpen] = useState(false);
  const [isChosen, setIsChosen] = useState(false);
  const isShown = isOpen && completions.length > 0;

  // By a press or by Enter. What asks for more shows its completions next.
  const take = ({ query, isKey }: FieldCompletion): void => {
    onText(query);
    setIsOpen(isKey);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const { key, currentTarget: field } = event;
    // What is still being composed is the input method's.
    if (event.nativeEvent.isComposing) return;
    const isDone = key === 'Enter' || (key === 'ArrowDown' && completions.length === 0);
    if (key === 'Escape') {
      if (isShown && isChosen) setIsOpen(false);
      else if (text === '') field.blur();
      else onText('');
    } else if (isDone && !(isShown && isChosen)) {
      field.blur();
      onDone();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Autocomplete.Root
      items={completions}
      mode="list"
      filter={null}
      value={text}
      itemToStringValue={({ query }: FieldCompletion) => query}
      open={isShown}
      onOpenChange={(open, { reason }) => {
        // What a taken completion does to the list is for `take`.
        if (reason !== 'item-press') setIsOpen(open);
      }}
      openOnInputClick
      onItemHighlighted={(item) => setIsChosen(item !== undefined)}
      onValueChange={(next) => {
        onText(next);
        setIsOpen(true);
      }}
    >
      <div className={styles.field}>
        {children}
        <Autocomplete.Input
          ref={onField}
          placeholder={props.placeholder}
          aria-label={label}
          aria-keyshortcuts={props.shortcut}
          aria-invalid={problem !== null}
          spellCheck={false}
          onFocus={() => setIsOpen(true)}
          onBlur={() => setIsOpen(false)}
          onKeyDown={onKeyDown}
          onScroll={({ currentTarget }) =>
            currentTarget.previousElementSibling?.scrollTo({ left: currentTarget.scrollLeft })
          }
        />
      </div>
      {/* In its place and not in a portal: the page around it stays there for screen readers. */}
      {isOpen && (isShown || problem !== null) && (
        <div className={styles.popup} role="presentation" onMouseDown={keepFocus}>
          {problem !== null && <output className={styles.problem}>{problem}</output>}
          {isShown && (
            <Autocomplete.List aria-label="Completions">
              {(item: FieldCompletion) => (
                <Autocomplete.Item
                  key={item.part}
                  value={item}
                  className={styles.item}
                  onClick={() => take(item)}
                >
                  <code>{item.part}</code>
                  <small>{item.about}</small>
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          )}
        </div>
      )}
    </Autocomplete.Root>
  );
}
