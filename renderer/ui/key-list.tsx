import { Kbd } from './kbd.tsx';
import styles from './key-list.module.css';

export interface KeyPart {
  readonly name: string;
  /** What is done, and the keys that do it, as printed. */
  readonly lines: readonly { readonly label: string; readonly keys: readonly string[] }[];
}

/** Keys part by part, in two columns where there is room. */
export const KeyList = ({ parts }: { readonly parts: readonly KeyPart[] }) => (
  <div className={styles.parts}>
    {parts.map(({ name, lines }) => (
      <section key={name} aria-label={name}>
        <h3>{name}</h3>
        <dl>
          {lines.map(({ label, keys }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                {keys.map((key) => (
                  <Kbd key={key} keys={key} />
                ))}
              </dd>
            </div>
          ))}
        </dl>
      </section>
    ))}
  </div>
);
