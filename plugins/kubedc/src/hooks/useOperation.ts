import { useApi } from '@backstage/core-plugin-api';
import type { OperationRun } from '@kubedc/backstage-plugin-kubedc-common';
import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { kubedcApiRef, type ObjectTarget } from '../api';
import { messageOf } from '../lib/errors';
import { queryKeys } from './queries';

/** What is under way on an object, or how the last attempt ended. */
export interface ActiveOperation {
  id: string;
  title: string;
  /** Absent until the backend has taken the request. */
  run?: OperationRun;
  /** Why it did not happen, in the API server's own words where it refused. */
  error?: string;
}

interface Started {
  id: string;
  title: string;
  runId?: string;
  error?: string;
}

/** True when nothing more will happen with a run. */
export function isFinal(run: Pick<OperationRun, 'state'>): boolean {
  return run.state !== 'running' && run.state !== 'settling';
}

/** Why a run failed; the last thing that was known where the platform gave no reason. */
function failureOf(run: OperationRun): string | undefined {
  if (run.state !== 'failed') {
    return undefined;
  }
  return run.error?.message ?? run.progress.at(-1)?.message ?? '';
}

/** 128 random bits; `crypto.randomUUID` is missing where the portal is served without TLS. */
function idempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Starts operations on one object and follows them. The state is shared: a button on one card shows what was started
 * on another.
 */
export function useOperation(target: ObjectTarget) {
  const api = useApi(kubedcApiRef);
  const client = useQueryClient();
  const { installation, kind, namespace, name } = target;
  const startedKey = [
    'kubedc-started',
    installation,
    kind,
    namespace,
    name,
  ] as const;

  const { data: started } = useQuery<Started | null>({
    queryKey: startedKey,
    queryFn: skipToken,
    initialData: null,
    staleTime: Infinity,
    gcTime: Infinity,
  });
  const runId = started?.runId;
  const { data: run } = useQuery({
    queryKey: ['kubedc-run', runId],
    queryFn: runId ? () => api.getRun(runId) : skipToken,
    refetchInterval: query =>
      query.state.data && isFinal(query.state.data) ? false : 1_000,
    staleTime: 1_000,
  });

  const state = run?.state;
  useEffect(() => {
    // Every step of an operation changes what lists and cards show.
    if (state) {
      client.invalidateQueries({ queryKey: queryKeys.all });
    }
  }, [client, state]);

  const start = useCallback(
    async (operation: { id: string; title: string }) => {
      const { id, title } = operation;
      const key = ['kubedc-started', installation, kind, namespace, name];
      client.setQueryData<Started>(key, { id, title });
      try {
        const answer = await api.runOperation(id, {
          input: { installation, namespace, name },
          idempotencyKey: idempotencyKey(),
        });
        client.setQueryData(['kubedc-run', answer.runId], answer);
        client.setQueryData<Started>(key, { id, title, runId: answer.runId });
      } catch (error) {
        client.setQueryData<Started>(key, {
          id,
          title,
          error: messageOf(error),
        });
      }
    },
    [api, client, installation, kind, namespace, name],
  );

  const dismiss = useCallback(
    () =>
      client.setQueryData(
        ['kubedc-started', installation, kind, namespace, name],
        null,
      ),
    [client, installation, kind, namespace, name],
  );

  const active: ActiveOperation | undefined = started
    ? {
        id: started.id,
        title: started.title,
        run,
        error: started.error ?? (run && failureOf(run)),
      }
    : undefined;
  const pending = Boolean(
    active &&
      active.error === undefined &&
      (!active.run || !isFinal(active.run)),
  );
  return { active, pending, start, dismiss };
}
