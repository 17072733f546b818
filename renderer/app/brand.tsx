import styles from './brand.module.css';

/** A roll being called: two lines answered, one that does not answer. */
export function Brand() {
  return (
    <div className={styles.brand}>
      <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
        <rect className={styles.plate} x="0.5" y="0.5" width="21" height="21" rx="5.5" />
        <circle className={styles.here} cx="6.5" cy="6.5" r="1.9" />
        <circle className={styles.missing} cx="6.5" cy="11" r="1.5" />
        <circle className={styles.here} cx="6.5" cy="15.5" r="1.9" />
        <path className={styles.name} d="M10.4 6.5h6.2M10.4 15.5h4.4" />
        <path className={styles.lost} d="M10.4 11h6.2" />
      </svg>
      <b>Rollcall</b>
    </div>
  );
}
