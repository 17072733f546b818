import type { ComponentProps } from 'react';
import styles from './bar-button.module.css';

export interface BarButtonProps extends Omit<ComponentProps<'button'>, 'type' | 'className'> {
  /** `m` 32 px, `s` 28 px high. */
  readonly size?: 'm' | 's' | undefined;
}

/** A quiet button of a bar, as what opens a menu or turns an arrangement on. Spreads the native attributes. */
export const BarButton = ({ size = 's', ...rest }: BarButtonProps) => (
  <button {...rest} type="button" className={styles.button} data-size={size} />
);
