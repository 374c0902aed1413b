import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Select } from '@backstage/ui';
import {
  AUDIT_OUTCOMES,
  operationRegistry,
} from '@kubedc/backstage-plugin-kubedc-common';
import { RiCloseLine } from '@remixicon/react';
import { useCallback, useEffect, useMemo, useRef, type ReactNode } from 'react';
import { useOverview } from '../../hooks/queries';
import { kubedcTranslationRef } from '../../translation';
import { SearchFilter } from '../ResourceTable';
import { PERIODS, type AuditState, type Period } from './auditState';
import { kindTitle, operationTitle, personName } from './auditTexts';
import styles from './AuditPage.module.css';

/** Filters that are set from an event and have no control of their own. */
const TAGS = ['actor', 'name', 'kind', 'project'] as const;

function tagText(tag: (typeof TAGS)[number], value: string): string {
  switch (tag) {
    case 'actor':
      return personName(value);
    case 'kind':
      return kindTitle({ kind: value }) ?? value;
    default:
      return value;
  }
}

function FilterTags({
  state,
  onChange,
}: {
  state: AuditState;
  onChange: (change: Partial<AuditState>) => void;
}) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  return (
    <>
      {TAGS.filter(tag => state[tag]).map(tag => {
        const value = tagText(tag, state[tag]);
        return (
          <Button
            key={tag}
            size="small"
            variant="secondary"
            iconEnd={<RiCloseLine size={14} />}
            aria-label={t('audit.withoutFilter', { value })}
            onPress={() => onChange({ [tag]: '' })}
          >
            {value}
          </Button>
        );
      })}
    </>
  );
}

/** Text, organization, operation, outcome and period; what is set stands in the URL. */
export function AuditFilters({
  state,
  onChange,
  end,
}: {
  state: AuditState;
  onChange: (change: Partial<AuditState>) => void;
  end?: ReactNode;
}) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const overview = useOverview();
  const organizations = useMemo(
    () =>
      [
        ...new Set([
          ...(overview.data?.projects ?? []).map(one => one.organization),
          ...(state.organization ? [state.organization] : []),
        ]),
      ].sort((a, b) => a.localeCompare(b)),
    [overview.data, state.organization],
  );
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  }, [onChange]);
  const onSearch = useCallback((text: string) => latest.current({ text }), []);
  const select = (
    name: 'organization' | 'operation' | 'outcome' | 'period',
    options: Array<{ id: string; label: string }>,
  ) => (
    <Select
      className={styles.filter}
      size="small"
      aria-label={t(`audit.${name}`)}
      options={[{ id: '', label: t(`audit.all.${name}`) }, ...options]}
      value={state[name]}
      onChange={value => onChange({ [name]: String(value ?? '') })}
    />
  );
  return (
    <div className={styles.bar}>
      <SearchFilter
        value={state.text}
        onChange={onSearch}
        label={t('audit.search')}
        hint={t('audit.searchHint')}
      />
      {organizations.length > 1 &&
        select(
          'organization',
          organizations.map(id => ({ id, label: id })),
        )}
      {select(
        'operation',
        operationRegistry.all().map(({ id }) => ({
          id,
          label: `${operationTitle(id)} (${id})`,
        })),
      )}
      {select(
        'outcome',
        AUDIT_OUTCOMES.map(id => ({ id, label: t(`audit.outcomes.${id}`) })),
      )}
      {select(
        'period',
        (Object.keys(PERIODS) as Period[]).map(id => ({
          id,
          label: t(`audit.periods.${id}`),
        })),
      )}
      <FilterTags state={state} onChange={onChange} />
      {end && <div className={styles.end}>{end}</div>}
    </div>
  );
}
