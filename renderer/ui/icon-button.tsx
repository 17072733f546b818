import type { ComponentProps } from 'react';
import styles from './icon-button.module.css';

export interface IconButtonProps extends Omit<
  ComponentProps<'button'>,
  'type' | 'className' | 'aria-label'
> {
  /** What it does, for screen readers; it shows only an icon. */
  readonly label: string;
  /** `m` 28 px, `s` 24 px. */
  readonly size?: 'm' | 's' | undefined;
}

/** A small square button with an icon for its text. Spreads the native attributes. */
export const IconButton = ({ label, size = 'm', ...rest }: IconButtonProps) => (
  <button {...rest} type="button" className={styles.button} data-size={size} aria-label={label} />
);
