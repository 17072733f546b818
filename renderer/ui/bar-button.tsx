import type { ComponentProps } from 'react';
import styles from './bar-button.module.css';

/** A quiet button of a bar, as what opens a menu or turns an arrangement on. Spreads the native attributes. */
export const BarButton = (props: Omit<ComponentProps<'button'>, 'type' | 'className'>) => (
  <button {...props} type="button" className={styles.button} />
);
