import { useEffect, useRef } from 'react';
import type { Commands } from './commands.ts';
import { chordOf, matchKeys } from '#renderer/state/keys.ts';

const secondWithinMs = 1500;
/** Inside these the keys belong to what is shown. */
const elsewhere = '[role=dialog],[role=alertdialog],[role=menu],[role=listbox]';
const fields = 'input:not([type=checkbox]),textarea,select,[contenteditable=true]';
const pressables = 'button,a[href],input[type=checkbox],[role=button],summary';

/** Whether this press is left to the element it happened on. */
function isTaken(target: EventTarget | null, chord: string, isWhileTyping: boolean): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest(elsewhere) !== null) return true;
  if (target.closest(fields) !== null) return !isWhileTyping;
  return chord === 'Enter' && target.closest(pressables) !== null;
}

/** Listens for the keys of the table. They rest while the operator types or a dialog is open. */
export function useKeyboard(commands: Commands): void {
  const begun = useRef<{ readonly chord: string; readonly at: number } | null>(null);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const chord = chordOf(event);
      if (chord === null || event.defaultPrevented || event.isComposing) return;
      const first = begun.current;
      begun.current = null;
      const isRecent = first !== null && event.timeStamp - first.at < secondWithinMs;
      const match = matchKeys(isRecent ? first.chord : null, chord);
      if (match.kind === 'none') return;
      const isWhileTyping = match.kind === 'command' && match.entry.isWhileTyping === true;
      if (isTaken(event.target, chord, isWhileTyping)) return;
      if (match.kind === 'begun') {
        begun.current = { chord: match.first, at: event.timeStamp };
        return;
      }
      // Who holds E a moment too long has acknowledged one item, not the next ones too.
      const isTooMuch = event.repeat && match.entry.isHeld !== true;
      if (isTooMuch || commands[match.entry.command](chord) !== false) event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [commands]);
}
