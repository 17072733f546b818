import { Button } from '#renderer/ui/button.tsx';
import styles from './preferences.module.css';

export interface BackToDefaultProps {
  /** What is chosen by this field. */
  readonly label: string;
  readonly isDefault: boolean;
  /** The default, in words. */
  readonly text: string;
  readonly onBack: () => void;
}

/** Below a field: that it has its default, or the way back to it. */
export const BackToDefault = ({ label, isDefault, text, onBack }: BackToDefaultProps) => (
  <p className={styles.default}>
    {isDefault ? (
      'The default.'
    ) : (
      <Button
        look="quiet"
        size="s"
        aria-label={`Back to ${text}, the default: ${label}`}
        onClick={onBack}
      >
        Back to {text}
      </Button>
    )}
  </p>
);
