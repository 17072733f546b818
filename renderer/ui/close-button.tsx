import { X } from 'lucide-react';
import styles from './close-button.module.css';

/** The cross at the end of a pane's head. */
export const CloseButton = ({ onClose }: { readonly onClose: () => void }) => (
  <button type="button" className={styles.close} aria-label="Close" onClick={onClose}>
    <X size={16} strokeWidth={1.75} aria-hidden="true" />
  </button>
);
