import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  SearchField,
  Select,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import {
  HEALTH_STATES,
  type HealthState,
} from '@kubedc/backstage-plugin-kubedc-common';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { ListState } from '../../hooks/useListState';
import { kubedcTranslationRef } from '../../translation';
import { HealthIcon } from '../HealthIcon';
import styles from './FilterBar.module.css';

/** Time between the last key and the request, in milliseconds. */
const TYPING_PAUSE = 250;

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}

function useSlashFocuses(ref: React.RefObject<HTMLElement>) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === '/' && !event.ctrlKey && !isTyping(event.target)) {
        event.preventDefault();
        ref.current?.querySelector('input')?.focus();
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [ref]);
}

/** A field for a text, which `/` focuses; it tells what stands in it when the person pauses. */
export function SearchFilter({
  value,
  onChange,
  label,
  hint,
}: {
  value: string;
  /** Default: what lists of objects say. */
  label?: string;
  hint?: string;
  onChange: (value: string) => void;
}) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const [text, setText] = useState(value);
  const ref = useRef<HTMLDivElement>(null);
  useSlashFocuses(ref);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return undefined;
    const timer = setTimeout(() => onChange(text), TYPING_PAUSE);
    return () => clearTimeout(timer);
  }, [text, value, onChange]);
  return (
    <SearchField
      ref={ref}
      className={styles.search}
      size="small"
      aria-label={label ?? t('list.search')}
      placeholder={hint ?? t('list.searchHint')}
      value={text}
      onChange={setText}
    />
  );
}

/** Text, project and health; what is set stands in the URL. */
export function FilterBar({
  state,
  counts,
  projects,
  isFiltered,
  onChange,
  end,
}: {
  state: ListState;
  /** Objects by health, before the health filter. */
  counts: Partial<Record<HealthState, number>>;
  /** Projects as `{organization}/{project}`. */
  projects: readonly string[];
  isFiltered: boolean;
  onChange: (change: Partial<ListState>) => void;
  end?: ReactNode;
}) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const onSearch = useRef((search: string) => onChange({ search }));
  useEffect(() => {
    onSearch.current = search => onChange({ search });
  }, [onChange]);
  const [search] = useState(() => (text: string) => onSearch.current(text));
  const shown = HEALTH_STATES.filter(
    health => (counts[health] ?? 0) > 0 || state.health === health,
  );
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);

  return (
    <div className={styles.bar}>
      <SearchFilter value={state.search} onChange={search} />
      {(projects.length > 1 || state.project) && (
        <Select
          className={styles.project}
          size="small"
          aria-label={t('list.project')}
          options={[
            { id: '', label: t('list.allProjects') },
            ...projects.map(project => ({ id: project, label: project })),
          ]}
          value={state.project}
          onChange={project => onChange({ project: String(project ?? '') })}
        />
      )}
      {shown.length > 0 && (
        <ToggleButtonGroup
          aria-label={t('list.health')}
          selectionMode="single"
          selectedKeys={[state.health || 'all']}
          onSelectionChange={keys => {
            const [key] = [...keys];
            const health = HEALTH_STATES.find(item => item === key);
            onChange({ health: health ?? '' });
          }}
        >
          <ToggleButton id="all" size="small">
            {t('list.allHealth', { total: String(total) })}
          </ToggleButton>
          {shown.map(health => (
            <ToggleButton
              key={health}
              id={health}
              size="small"
              aria-label={`${t(`health.${health}`)}: ${counts[health] ?? 0}`}
            >
              <span className={styles.state}>
                <HealthIcon state={health} />
                {t(`health.${health}`)} {counts[health] ?? 0}
              </span>
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      )}
      {isFiltered && (
        <Button
          variant="tertiary"
          size="small"
          onPress={() => onChange({ search: '', project: '', health: '' })}
        >
          {t('list.clear')}
        </Button>
      )}
      {end && <div className={styles.end}>{end}</div>}
    </div>
  );
}
