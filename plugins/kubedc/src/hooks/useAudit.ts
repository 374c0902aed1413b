import { useApi } from '@backstage/core-plugin-api';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { kubedcApiRef, type AuditQuery } from '../api';

/** How often the newest events are read again, in milliseconds. Hidden tabs do not ask. */
const REFRESH = 10_000;

/** Rights change seldom, and the backend asks for them each time. */
const SCOPE_AGE = 60_000;

/** What of the audit trail the person may read. */
export function useAuditScope() {
  const api = useApi(kubedcApiRef);
  return useQuery({
    queryKey: ['kubedc', 'audit', 'scope'],
    queryFn: () => api.getAuditScope(),
    staleTime: SCOPE_AGE,
  });
}

/** One page of the audit trail; the page before stays on screen until the next is there. */
export function useAudit(
  query: AuditQuery & { limit: number; cursor?: string },
) {
  const api = useApi(kubedcApiRef);
  return useQuery({
    queryKey: ['kubedc', 'audit', 'list', query],
    queryFn: () => api.listAudit(query),
    placeholderData: keepPreviousData,
    // What is older does not change, but for the few that still run.
    refetchInterval: query.cursor ? false : REFRESH,
  });
}
