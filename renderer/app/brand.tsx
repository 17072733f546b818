import styles from './brand.module.css';

/** A roll being called: three lines, two of them answered. */
export function Brand() {
  return (
    <div className={styles.brand}>
      <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
        <rect className={styles.plate} width="20" height="20" rx="5.5" />
        <path className={styles.answered} d="m4.6 6.2 1.3 1.3 2.2-2.5M4.6 11l1.3 1.3 2.2-2.5" />
        <circle className={styles.missing} cx="6.2" cy="15" r="1.3" />
        <path className={styles.name} d="M10.7 6.3h4.7M10.7 11h4.7M10.7 15h3" />
      </svg>
      <b>Rollcall</b>
    </div>
  );
}
