import {
  AUDIT_OUTCOMES,
  type AuditOutcome,
} from '@kubedc/backstage-plugin-kubedc-common';
import { useCallback, useMemo } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router-dom';
import type { AuditQuery } from '../../api';

/** Spans of time on offer, in milliseconds. */
export const PERIODS = {
  '1h': 3_600_000,
  '24h': 24 * 3_600_000,
  '7d': 7 * 24 * 3_600_000,
  '30d': 30 * 24 * 3_600_000,
} as const;

/** A span of time before now. */
export type Period = keyof typeof PERIODS;

/** Filters that the URL holds under their own names. */
const TEXTS = [
  'text',
  'organization',
  'project',
  'actor',
  'operation',
  'kind',
  'name',
] as const;

type TextFilter = (typeof TEXTS)[number];

/** What of the audit trail is on screen, as the URL holds it; empty is no filter. */
export type AuditState = Record<TextFilter, string> & {
  outcome: AuditOutcome | '';
  period: Period | '';
  cursor: string;
};

/** Reads the state from the URL; what is not valid there counts as not given. */
export function parseAuditState(params: URLSearchParams): AuditState {
  const outcome = params.get('outcome');
  const period = params.get('period');
  const texts = Object.fromEntries(
    TEXTS.map(name => [name, params.get(name) ?? '']),
  ) as Record<TextFilter, string>;
  return {
    ...texts,
    outcome: AUDIT_OUTCOMES.find(known => known === outcome) ?? '',
    period: period && period in PERIODS ? (period as Period) : '',
    cursor: params.get('cursor') ?? '',
  };
}

/** Writes the state for the URL, without what is empty. */
export function formatAuditState(state: AuditState): Record<string, string> {
  return Object.fromEntries(
    Object.entries(state).filter(([, value]) => value !== ''),
  );
}

/** The question that a state stands for. */
export function auditQueryOf(state: AuditState, now: number): AuditQuery {
  const { period, cursor: _, outcome, ...texts } = state;
  return {
    ...Object.fromEntries(
      Object.entries(texts).filter(([, value]) => value !== ''),
    ),
    ...(outcome && { outcome }),
    ...(period && { from: new Date(now - PERIODS[period]).toISOString() }),
  };
}

/** State of the page in the URL; a page of the list is a step in the browser's history. */
export function useAuditState() {
  const [params, setParams] = useSearchParams();
  const navigate = useNavigate();
  const location = useLocation();
  const depth = Number(
    (location.state as { depth?: number } | null)?.depth ?? 0,
  );
  const state = useMemo(() => parseAuditState(params), [params]);

  const update = useCallback(
    (change: Partial<AuditState>) =>
      // A new filter starts with the newest.
      setParams(formatAuditState({ ...state, cursor: '', ...change }), {
        replace: true,
      }),
    [state, setParams],
  );
  const older = (cursor: string) =>
    setParams(formatAuditState({ ...state, cursor }), {
      state: { depth: depth + 1 },
    });
  const newer = () => (depth > 0 ? navigate(-1) : update({}));
  const { cursor: _, ...filters } = state;
  const isFiltered = Object.values(filters).some(value => value !== '');
  const clear = () => setParams({}, { replace: true });
  return { state, update, older, newer, clear, isFiltered };
}
