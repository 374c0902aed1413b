import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import { useTemplateSecrets } from '@backstage/plugin-scaffolder-react';
import {
  operationRegistry,
  type AnyOperationDeclaration,
} from '@kubedc/backstage-plugin-kubedc-common';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { kubedcApiRef } from '../../api';
import { messageOf, statusOf } from '../../lib/errors';
import { kubedcTranslationRef } from '../../translation';
import { withQueries } from '../shared/withQueries';
import { InputSummary } from './InputSummary';
import { Manifests } from './Manifests';
import { operationInput } from './operationInput';
import type { ReviewProps, Verdict } from './schema';
import styles from './Review.module.css';

function useVerdict(
  operation: AnyOperationDeclaration,
  input: Record<string, unknown>,
) {
  const api = useApi(kubedcApiRef);
  const query = useQuery({
    queryKey: ['kubedc-dry-run', operation.id, input],
    queryFn: () => api.dryRun(operation.id, input),
    retry: false,
    // A verdict is of its moment: the quota may be full and the name taken a minute later.
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  let verdict: Verdict = 'checking';
  if (!query.isFetching) {
    verdict = query.error ? 'refused' : 'accepted';
  }
  return { query, verdict };
}

function Check({
  operation,
  input,
  value,
  onChange,
}: {
  operation: AnyOperationDeclaration;
  input: Record<string, unknown>;
  value: Verdict | undefined;
  onChange: (verdict: Verdict) => void;
}) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const { query, verdict } = useVerdict(operation, input);
  useEffect(() => {
    if (value !== verdict) onChange(verdict);
  }, [value, verdict, onChange]);

  const again = (
    <Button
      variant="secondary"
      size="small"
      isPending={query.isFetching}
      onPress={() => query.refetch()}
    >
      {t('fields.review.again')}
    </Button>
  );
  return (
    <div className={styles.review}>
      {verdict === 'checking' && (
        <Alert
          role="status"
          status="info"
          isPending
          icon
          title={t('fields.review.checking')}
        />
      )}
      {verdict === 'accepted' && (
        <Alert
          role="status"
          status="success"
          icon
          title={t('fields.review.accepted')}
          description={t('fields.review.acceptedDescription')}
        />
      )}
      {verdict === 'refused' && (
        <Alert
          role="alert"
          status="danger"
          icon
          title={t(
            statusOf(query.error) === undefined
              ? 'fields.review.unreachable'
              : 'fields.review.refused',
          )}
          description={messageOf(query.error)}
          customActions={again}
        />
      )}
      <InputSummary input={input} secretFields={operation.secretFields ?? []} />
      {query.data && verdict === 'accepted' && (
        <Manifests result={query.data} />
      )}
    </div>
  );
}

function ReviewField(props: ReviewProps) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const { secrets } = useTemplateSecrets();
  const id = props.uiSchema['ui:options']?.operation ?? '';
  const operation = operationRegistry.byId(id);
  const { formData, onChange } = props;
  useEffect(() => {
    // Validators run only for keys that are there, so that a value is written in every case.
    if (!operation && formData !== 'refused') onChange('refused');
  }, [operation, formData, onChange]);
  if (!operation) {
    return (
      <Alert
        status="danger"
        icon
        title={t('fields.review.unknownOperation', { operation: id })}
      />
    );
  }
  return (
    <Check
      operation={operation}
      input={operationInput(
        operation,
        props.formContext?.formData ?? {},
        secrets,
      )}
      value={formData}
      onChange={onChange}
    />
  );
}

/** Last step of a template: what will be made, and what the platform thinks of it. */
export const Review = withQueries(ReviewField);
