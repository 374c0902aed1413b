import { useApi } from '@backstage/core-plugin-api';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import {
  kubedcApiRef,
  type ObjectTarget,
  type ResourceListQuery,
} from '../api';

/** How often what is on screen is read again, in milliseconds. Hidden tabs do not ask. */
const REFRESH = 5_000;

/** Keys of the cache; everything about the platform starts with `kubedc`. */
export const queryKeys = {
  all: ['kubedc'] as const,
  resource: (target: ObjectTarget) =>
    [
      'kubedc',
      'resource',
      target.installation,
      target.kind,
      target.namespace ?? '',
      target.name,
    ] as const,
};

/** How the platforms are connected. It hardly ever changes. */
export function useInstallations() {
  const api = useApi(kubedcApiRef);
  return useQuery({
    queryKey: ['kubedc', 'installations'],
    queryFn: () => api.getInstallations(),
    staleTime: 5 * 60_000,
  });
}

/** Everything the signed-in person can see, summed up. */
export function useOverview() {
  const api = useApi(kubedcApiRef);
  return useQuery({
    queryKey: ['kubedc', 'overview'],
    queryFn: () => api.getOverview(),
    refetchInterval: REFRESH,
  });
}

/** Organizations and installations, for operators. */
export function useAdminOverview() {
  const api = useApi(kubedcApiRef);
  return useQuery({
    queryKey: ['kubedc', 'admin'],
    queryFn: () => api.getAdminOverview(),
    refetchInterval: REFRESH,
  });
}

/** How each installation gets into the catalog, for operators. */
export function useSync() {
  const api = useApi(kubedcApiRef);
  return useQuery({
    queryKey: ['kubedc', 'sync'],
    queryFn: () => api.getSync(),
    refetchInterval: REFRESH,
  });
}

/** One page of a kind's objects; the page before stays on screen until the next is there. */
export function useResources(
  kind: string,
  query: ResourceListQuery = {},
  options: { enabled?: boolean } = {},
) {
  const api = useApi(kubedcApiRef);
  return useQuery({
    queryKey: ['kubedc', 'resources', kind, query],
    queryFn: () => api.listResources(kind, query),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH,
    enabled: options.enabled,
  });
}

/** One object with its events and operations. */
export function useResource(
  target: ObjectTarget,
  options: { enabled?: boolean; fast?: boolean } = {},
) {
  const api = useApi(kubedcApiRef);
  return useQuery({
    queryKey: queryKeys.resource(target),
    queryFn: () => api.getResource(target),
    refetchInterval: options.fast ? 1_000 : REFRESH,
    enabled: options.enabled,
  });
}

/** OS images offered for virtual machines. */
export function useImages(installation?: string) {
  const api = useApi(kubedcApiRef);
  return useQuery({
    queryKey: ['kubedc', 'images', installation ?? null],
    queryFn: () => api.getImages(installation),
    staleTime: 60_000,
  });
}

/** Versions the platform offers. */
export function useOffers(installation?: string) {
  const api = useApi(kubedcApiRef);
  return useQuery({
    queryKey: ['kubedc', 'offers', installation ?? null],
    queryFn: () => api.getOffers(installation),
    staleTime: 60_000,
  });
}
