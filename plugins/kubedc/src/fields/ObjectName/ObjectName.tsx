import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text, TextField } from '@backstage/ui';
import { kindRegistry } from '@kubedc/backstage-plugin-kubedc-common';
import { kubedcTranslationRef } from '../../translation';
import shared from '../shared/ChoiceField.module.css';
import { MAX_NAME_LENGTH, nameProblem } from './nameProblem';
import type { ObjectNameProps } from './schema';

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Where the object will live, as far as the form says so already. */
function placeOf(
  kind: string | undefined,
  form: Record<string, unknown>,
): string | undefined {
  const scope = kind ? kindRegistry.byId(kind)?.scope : 'project';
  return scope === 'organization'
    ? textOf(form.organization)
    : textOf(form.project);
}

/** A name with a check while one types, and what the object will be called in full. */
export function ObjectName(props: ObjectNameProps) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const { formData, onChange, required, schema, uiSchema, formContext } = props;
  const options = uiSchema['ui:options'];
  const problem = formData
    ? nameProblem(formData, options?.maxLength ?? MAX_NAME_LENGTH, t)
    : undefined;
  const place = placeOf(options?.kind, formContext?.formData ?? {});
  const title = options?.kind && kindRegistry.byId(options.kind)?.title;
  return (
    <div className={shared.field}>
      <TextField
        id={props.idSchema?.$id}
        size="medium"
        label={schema.title ?? t('fields.name.label')}
        description={schema.description}
        secondaryLabel={required ? t('fields.required') : undefined}
        isRequired={required}
        isDisabled={props.disabled || uiSchema['ui:disabled']}
        isInvalid={
          Boolean(problem) || ((props.rawErrors?.length ?? 0) > 0 && !formData)
        }
        autoComplete="off"
        spellCheck="false"
        value={formData ?? ''}
        onChange={value => onChange(value === '' ? undefined : value)}
      />
      {problem && (
        <span className={shared.problem} role="status">
          {problem}
        </span>
      )}
      {!problem && formData && place && (
        <Text variant="body-small" color="secondary">
          {t('fields.name.result', {
            name: `${place}/${formData}`,
            kind: title ? title.singular.toLowerCase() : '',
          })}
        </Text>
      )}
    </div>
  );
}
