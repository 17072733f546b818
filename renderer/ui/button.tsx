import type { ComponentProps } from 'react';
import { Kbd } from './kbd.tsx';
import styles from './button.module.css';

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'type' | 'className'> {
  /** `primary`: the one proposed act of a pane; `plain`: bordered; `quiet`: text in the accent colour. */
  readonly look?: 'primary' | 'plain' | 'quiet' | undefined;
  /** `m` 32 px, `s` 28 px high. */
  readonly size?: 'm' | 's' | undefined;
  /** The key that does the same, shown at the end. */
  readonly keys?: string | undefined;
  readonly submits?: boolean | undefined;
}

/** A button. Its text names its object and count, never “OK”. Spreads the native attributes. */
export function Button(props: ButtonProps) {
  const { look = 'plain', size = 'm', keys, submits = false, children, ...rest } = props;
  return (
    <button
      {...rest}
      type={submits ? 'submit' : 'button'}
      className={styles.button}
      data-look={look}
      data-size={size}
      aria-keyshortcuts={keys}
    >
      {children}
      {keys !== undefined && <Kbd keys={keys} />}
    </button>
  );
}
