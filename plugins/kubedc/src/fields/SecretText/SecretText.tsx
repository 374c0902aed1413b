import { useTemplateSecrets } from '@backstage/plugin-scaffolder-react';
import { TextAreaField } from '@backstage/ui';
import type { SecretTextProps } from './schema';

const DEFAULT_ROWS = 8;

/**
 * A text of several lines that may hold secrets, such as cloud-init user data. It goes into the task's secrets, which
 * are forgotten when the task ends, and not into its parameters, which are kept.
 */
export function SecretText({
  name,
  formData,
  onChange,
  required,
  rawErrors,
  schema,
  uiSchema,
}: SecretTextProps) {
  const { secrets, setSecrets } = useTemplateSecrets();
  const change = (text: string) => {
    setSecrets({ [name]: text });
    onChange(text === '' ? undefined : '*'.repeat(text.length));
  };
  return (
    <TextAreaField
      label={schema.title ?? name}
      description={uiSchema?.['ui:description'] ?? schema.description}
      rows={uiSchema?.['ui:options']?.rows ?? DEFAULT_ROWS}
      isRequired={required}
      isInvalid={Boolean(rawErrors?.length)}
      autoComplete="off"
      spellCheck="false"
      // What was typed before, and is no longer known, is asked for again.
      value={formData ? secrets[name] ?? '' : ''}
      onChange={change}
    />
  );
}
