import styles from './kbd.module.css';

/** A key as printed on a keyboard, e.g. `1` or `⌘K`. Hidden from screen readers: names say it. */
export function Kbd({ keys }: { readonly keys: string }) {
  return (
    <kbd className={styles.kbd} aria-hidden="true">
      {keys}
    </kbd>
  );
}
