import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { kubedcApiRef } from '../../api';
import { messageOf } from '../../lib/errors';
import { kubedcTranslationRef } from '../../translation';
import { withQueries } from '../shared/withQueries';
import { PENDING, type GrantProps } from './schema';

function GrantField({ formData, formContext, onChange, uiSchema }: GrantProps) {
  const api = useApi(kubedcApiRef);
  const { t } = useTranslationRef(kubedcTranslationRef);
  const options = uiSchema['ui:options'];
  const operations = options?.operations ?? [];
  const installation: string | undefined =
    options?.installation ?? formContext?.formData?.installation;
  const query = useQuery({
    queryKey: ['kubedc-grant', installation, operations],
    queryFn: () => api.createGrant({ installation, operations }),
    retry: false,
    // A grant is for one form; the next form asks for its own.
    gcTime: 0,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  const value = query.data ? query.data.id ?? '' : PENDING;
  useEffect(() => {
    if (formData !== value) onChange(value);
  }, [formData, value, onChange]);

  if (!query.error) {
    return null;
  }
  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={t('fields.grant.failed')}
      description={messageOf(query.error)}
      customActions={
        <Button
          variant="secondary"
          size="small"
          isPending={query.isFetching}
          onPress={() => query.refetch()}
        >
          {t('fields.grant.again')}
        </Button>
      }
    />
  );
}

/**
 * Asks for leave that the task may act as the person, where the platform takes only people's own tokens, and hands its id
 * to the task. It shows nothing unless it fails.
 */
export const Grant = withQueries(GrantField);
