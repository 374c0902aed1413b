import type { ApiHolder, ApiRef } from '@backstage/core-plugin-api';
import {
  translationApiRef,
  type TranslationApi,
} from '@backstage/frontend-plugin-api';
import { mockApis } from '@backstage/frontend-test-utils';
import { useState } from 'react';
import { kubedcApiRef, type KubedcApi } from '../api';

/** APIs as validators get them. */
export function apiHolder(api?: KubedcApi): ApiHolder {
  const translation: TranslationApi = mockApis.translation();
  const apis = new Map<string, unknown>([
    [translationApiRef.id, translation],
    ...(api ? [[kubedcApiRef.id, api] as const] : []),
  ]);
  return {
    get: <T,>(ref: ApiRef<T>) => apis.get(ref.id) as T | undefined,
  };
}

/** What a validator has to say. */
export async function errorsOf<TValue, TOptions>(
  validate: (value: TValue, field: any, context: any) => void | Promise<void>,
  value: TValue | undefined,
  context: {
    api?: KubedcApi;
    options?: TOptions;
    formData?: Record<string, unknown>;
  } = {},
): Promise<string[]> {
  const errors: string[] = [];
  await validate(
    value as TValue,
    { addError: (message: string) => errors.push(message) },
    {
      apiHolder: apiHolder(context.api),
      formData: context.formData ?? {},
      schema: {},
      uiSchema: { 'ui:options': context.options ?? {} },
    },
  );
  return errors;
}

/** Mounts a field as the scaffolder's form would: it holds the value and passes the whole form along. */
export function FieldHarness({
  field: Field,
  initial,
  options = {},
  form = {},
  onValue,
}: {
  field: (props: any) => JSX.Element | null;
  initial?: string;
  options?: Record<string, unknown>;
  form?: Record<string, unknown>;
  onValue?: (value: string | undefined) => void;
}) {
  const [value, setValue] = useState(initial);
  return (
    <Field
      formData={value}
      onChange={(next: string | undefined) => {
        setValue(next);
        onValue?.(next);
      }}
      required
      schema={{}}
      uiSchema={{ 'ui:options': options }}
      idSchema={{ $id: 'root_field' }}
      formContext={{ formData: { ...form } }}
    />
  );
}
