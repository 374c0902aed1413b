import {
  HEALTH_STATES,
  type HealthState,
} from '@kubedc/backstage-plugin-kubedc-common';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { ResourceListQuery } from '../api';

/** Page sizes on offer; the first is the default. */
export const PAGE_SIZES = [25, 50, 100];

/** Filters, order and page of a list, as the URL holds them. */
export interface ListState {
  search: string;
  project: string;
  health: HealthState | '';
  sort: string;
  order: 'asc' | 'desc';
  offset: number;
  pageSize: number;
}

const DEFAULTS: ListState = {
  search: '',
  project: '',
  health: '',
  sort: 'health',
  order: 'asc',
  offset: 0,
  pageSize: PAGE_SIZES[0],
};

function isHealthState(value: string | null): value is HealthState {
  return HEALTH_STATES.some(state => state === value);
}

/** Reads the state from the URL; what is not valid there counts as not given. */
export function parseListState(params: URLSearchParams): ListState {
  const health = params.get('health');
  const sort = params.get('sort') ?? DEFAULTS.sort;
  const pageSize = Number(params.get('size'));
  const page = Number(params.get('page'));
  const size = PAGE_SIZES.includes(pageSize) ? pageSize : DEFAULTS.pageSize;
  return {
    search: params.get('q') ?? '',
    project: params.get('project') ?? '',
    health: isHealthState(health) ? health : '',
    sort: sort.replace(/^-/, ''),
    order: sort.startsWith('-') ? 'desc' : 'asc',
    offset: Number.isInteger(page) && page > 1 ? (page - 1) * size : 0,
    pageSize: size,
  };
}

/** Writes the state for the URL; defaults are left out, so that addresses stay short. */
export function formatListState(state: ListState): Record<string, string> {
  const page = Math.floor(state.offset / state.pageSize) + 1;
  const sort = `${state.order === 'desc' ? '-' : ''}${state.sort}`;
  const entries: Array<[string, string]> = [
    ['q', state.search],
    ['project', state.project],
    ['health', state.health],
    ['sort', sort === DEFAULTS.sort ? '' : sort],
    ['page', page > 1 ? String(page) : ''],
    [
      'size',
      state.pageSize === DEFAULTS.pageSize ? '' : String(state.pageSize),
    ],
  ];
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}

/** State of a list in the URL, and the query it stands for. */
export function useListState() {
  const [params, setParams] = useSearchParams();
  const state = useMemo(() => parseListState(params), [params]);
  const update = useCallback(
    (change: Partial<ListState>) => {
      // A new filter or order starts on the first page.
      const next = { ...state, offset: 0, ...change };
      setParams(formatListState(next), { replace: true });
    },
    [state, setParams],
  );
  const query = useMemo<ResourceListQuery>(
    () => ({
      search: state.search || undefined,
      project: state.project || undefined,
      health: state.health ? [state.health] : undefined,
      sort: state.sort,
      order: state.order,
      limit: state.pageSize,
      offset: state.offset,
    }),
    [state],
  );
  const isFiltered = Boolean(state.search || state.project || state.health);
  return { state, update, query, isFiltered };
}
