import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, TextField } from '@backstage/ui';
import { useState, type FormEvent } from 'react';
import { isOrganizationName } from './realms';
import styles from './SignInPage.module.css';
import { kubedcSignInTranslationRef } from './translation';

/** Takes the name of an organization that no button offers. */
export function OrganizationForm(props: {
  label: string;
  initial?: string;
  disabled: boolean;
  onChoose: (organization: string) => void;
}) {
  const { label, initial = '', disabled, onChoose } = props;
  const { t } = useTranslationRef(kubedcSignInTranslationRef);
  const [text, setText] = useState(initial);
  const [invalid, setInvalid] = useState(false);
  const name = text.trim();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isOrganizationName(name)) {
      onChoose(name);
    } else {
      setInvalid(true);
    }
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextField
        label={label}
        value={text}
        isInvalid={invalid}
        description={invalid ? t('invalid') : undefined}
        autoComplete="organization"
        onChange={value => {
          setText(value);
          setInvalid(false);
        }}
      />
      <Button type="submit" isDisabled={disabled || name === ''}>
        {t('continue')}
      </Button>
    </form>
  );
}
