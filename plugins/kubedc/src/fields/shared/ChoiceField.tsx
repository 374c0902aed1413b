import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select, SelectItemText } from '@backstage/ui';
import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import { messageOf } from '../../lib/errors';
import { kubedcTranslationRef } from '../../translation';
import styles from './ChoiceField.module.css';

/** One thing to choose. */
export interface Choice {
  id: string;
  title: string;
  description?: string;
}

/** What form fields get from the scaffolder, as far as all of ours need it. */
export interface FieldProps {
  onChange(value: string | undefined): void;
  formData?: string;
  required?: boolean;
  disabled?: boolean;
  rawErrors?: string[];
  schema: { title?: string; description?: string };
  uiSchema: { 'ui:disabled'?: boolean };
}

/** Longer lists can be searched. */
const SEARCHED = 6;

/** A list to choose from that is read from the platform. */
export function ChoiceField({
  field,
  label,
  placeholder,
  description,
  query,
  choices,
  preselect,
  problem,
  reason,
}: {
  field: FieldProps;
  label: string;
  placeholder: string;
  description?: string;
  query: Pick<UseQueryResult<unknown, Error>, 'isPending' | 'error' | 'data'>;
  choices: readonly Choice[];
  /** Chosen while nothing valid is. */
  preselect?: string;
  /** Why there is nothing to choose. */
  problem?: string;
  /** The platform's own words for that. */
  reason?: string;
}) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const { formData, onChange } = field;
  const isOffered = choices.some(({ id }) => id === formData);
  useEffect(() => {
    if (preselect && !isOffered && formData !== preselect) {
      onChange(preselect);
    }
  }, [preselect, isOffered, formData, onChange]);

  return (
    <div className={styles.field}>
      <Select<'single', Choice>
        size="medium"
        label={field.schema.title ?? label}
        description={field.schema.description ?? description}
        secondaryLabel={field.required ? t('fields.required') : undefined}
        isRequired={field.required}
        isDisabled={field.disabled || field.uiSchema['ui:disabled']}
        isInvalid={(field.rawErrors?.length ?? 0) > 0}
        placeholder={query.isPending ? t('fields.loading') : placeholder}
        items={choices}
        search={
          choices.length > SEARCHED
            ? { placeholder: t('fields.search') }
            : undefined
        }
        value={isOffered ? formData : null}
        onChange={key => onChange(key === null ? undefined : String(key))}
      >
        {choice => (
          <SelectItemText
            id={choice.id}
            title={choice.title}
            description={choice.description}
          />
        )}
      </Select>
      {problem !== undefined && (
        <span className={styles.problem} role="alert">
          {problem}
          {reason !== undefined && (
            <span className={styles.reason}>{reason}</span>
          )}
        </span>
      )}
      {query.error && !query.data && (
        <span className={styles.problem} role="alert">
          {t('fields.loadFailed', { message: messageOf(query.error) })}
        </span>
      )}
    </div>
  );
}
