import { useApi } from '@backstage/core-plugin-api';
import type {
  RightsAnswer,
  RightsQuestion,
} from '@kubedc/backstage-plugin-kubedc-common';
import { useQueries } from '@tanstack/react-query';
import { kubedcApiRef, type KubedcApi } from '../api';
import { RightsBatcher } from '../api/RightsBatcher';
import { messageOf } from '../lib/errors';

/** How often rights on screen are asked for again, in milliseconds: a change shows within a minute. */
const REFRESH = 30_000;

const batchers = new WeakMap<KubedcApi, RightsBatcher>();

function batcherOf(api: KubedcApi): RightsBatcher {
  let batcher = batchers.get(api);
  if (!batcher) {
    batcher = new RightsBatcher(questions => api.getRights(questions));
    batchers.set(api, batcher);
  }
  return batcher;
}

/**
 * What the signed-in person may do, in the order of the questions; undefined as long as it is not known. Whatever cannot
 * be asked is refused. However many components ask, what they ask at once is one request.
 */
export function useRights(
  questions: readonly RightsQuestion[],
): Array<RightsAnswer | undefined> {
  const api = useApi(kubedcApiRef);
  const results = useQueries({
    queries: questions.map(question => ({
      queryKey: ['kubedc', 'rights', question],
      queryFn: () => batcherOf(api).ask(question),
      staleTime: REFRESH - 1_000,
      refetchInterval: REFRESH,
    })),
  });
  return results.map(({ data, error }) =>
    data || !error ? data : { allowed: false, reason: messageOf(error) },
  );
}
