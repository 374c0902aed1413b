import { useApi } from '@backstage/core-plugin-api';
import { useEffect } from 'react';
import { kubedcApiRef } from '../../api';

/**
 * Keeps tasks able to act as the person while their portal is open, so that a task that is retried goes on. It shows
 * nothing.
 */
export function GrantRenewal(): null {
  const api = useApi(kubedcApiRef);
  useEffect(() => api.keepGrants(), [api]);
  return null;
}
