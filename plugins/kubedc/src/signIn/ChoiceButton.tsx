import { Text } from '@backstage/ui';
import { RiArrowRightLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import styles from './SignInPage.module.css';

/** A row that signs in with one click. */
export function ChoiceButton(props: {
  icon: ReactNode;
  title: string;
  description?: string;
  note?: string;
  disabled: boolean;
  onClick: () => void;
}) {
  const { icon, title, description, note, disabled, onClick } = props;
  return (
    <button
      type="button"
      className={styles.choice}
      disabled={disabled}
      onClick={onClick}
    >
      <span className={styles.monogram} aria-hidden="true">
        {icon}
      </span>
      <span className={styles.label}>
        <Text weight="bold">{title}</Text>
        {description && (
          <Text variant="body-small" color="secondary">
            {description}
          </Text>
        )}
      </span>
      <span className={styles.end}>
        {note && (
          <Text variant="body-small" color="secondary">
            {note}
          </Text>
        )}
        <RiArrowRightLine size={18} aria-hidden="true" />
      </span>
    </button>
  );
}
