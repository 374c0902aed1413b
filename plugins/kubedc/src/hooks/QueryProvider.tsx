import { useApi } from '@backstage/core-plugin-api';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { PropsWithChildren } from 'react';
import { kubedcApiRef, type KubedcApi } from '../api';
import { statusOf } from '../lib/errors';

const clients = new WeakMap<KubedcApi, QueryClient>();

/** An answer that says no stays no; only failures of the network or the platform are worth another try. */
function isWorthRetrying(failures: number, error: Error): boolean {
  const status = statusOf(error);
  return failures < 1 && (status === undefined || status >= 500);
}

function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 2_000, retry: isWorthRetrying, retryDelay: 500 },
    },
  });
}

/**
 * One cache per API instance, shared by every page and card of an app, so that a page shows at once what a card knows.
 * Pages and cards bring it along; an app needs no wiring.
 */
export function KubedcQueryProvider({ children }: PropsWithChildren<{}>) {
  const api = useApi(kubedcApiRef);
  let client = clients.get(api);
  if (!client) {
    client = createQueryClient();
    clients.set(api, client);
  }
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
