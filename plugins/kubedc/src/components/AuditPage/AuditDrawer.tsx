import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, ButtonIcon, Text } from '@backstage/ui';
import type { AuditEvent } from '@kubedc/backstage-plugin-kubedc-common';
import Drawer from '@mui/material/Drawer';
import { RiCloseLine } from '@remixicon/react';
import { useId, type ReactNode } from 'react';
import { formatAbsolute, parseTime } from '../../lib/time';
import { kubedcTranslationRef } from '../../translation';
import { CopyButton } from '../CopyButton';
import { FactList } from '../FactView';
import { HealthChip } from '../HealthChip';
import type { AuditState } from './auditState';
import {
  HEALTH_OF_OUTCOME,
  kindTitle,
  operationTitle,
  personName,
} from './auditTexts';
import styles from './AuditPage.module.css';

function moment(value: string | undefined): string | undefined {
  const time = value === undefined ? undefined : parseTime(value);
  return time === undefined ? undefined : formatAbsolute(time);
}

function useRows(event: AuditEvent) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const rows: Array<{
    id: string;
    title: string;
    value: ReactNode;
    copy?: string;
  }> = [
    { id: 'actor', title: t('audit.actor'), value: event.actor },
    {
      id: 'kubernetesUser',
      title: t('audit.kubernetesUser'),
      value: event.kubernetesUser,
    },
    {
      id: 'via',
      title: t('audit.via'),
      value: [t(`audit.vias.${event.via}`), event.viaRef]
        .filter(Boolean)
        .join(' · '),
    },
    { id: 'operation', title: t('audit.operation'), value: event.operation },
    { id: 'kind', title: t('audit.kind'), value: kindTitle(event) },
    { id: 'name', title: t('audit.object'), value: event.name },
    { id: 'namespace', title: t('audit.namespace'), value: event.namespace },
    { id: 'project', title: t('audit.project'), value: event.project },
    {
      id: 'organization',
      title: t('audit.organization'),
      value: event.organization,
    },
    {
      id: 'installation',
      title: t('audit.installation'),
      value: event.installation,
    },
    {
      id: 'started',
      title: t('audit.started'),
      value: moment(event.startedAt),
    },
    {
      id: 'finished',
      title: t('audit.finished'),
      value: moment(event.finishedAt),
    },
    {
      id: 'severity',
      title: t('audit.severity'),
      value: t(`audit.severities.${event.severity}`),
    },
    {
      id: 'source',
      title: t('audit.source'),
      value: event.sourceAddress,
    },
    {
      id: 'request',
      title: t('audit.request'),
      value: event.requestId,
      copy: event.requestId,
    },
    {
      id: 'run',
      title: t('audit.run'),
      value: event.runId,
      copy: event.runId,
    },
  ];
  return rows
    .filter(({ value }) => value !== undefined)
    .map(({ copy, ...row }) => ({
      ...row,
      value: (
        <span className={styles.value}>
          <span>{row.value}</span>
          {copy && <CopyButton value={copy} name={row.title} />}
        </span>
      ),
    }));
}

/** All that is known about one event, and the way to what belongs to it. */
export function AuditDrawer({
  event,
  onClose,
  onFilter,
}: {
  event: AuditEvent;
  onClose: () => void;
  onFilter: (change: Partial<AuditState>) => void;
}) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const titleId = useId();
  const { actor, kind = '', name, project = '' } = event;
  return (
    <Drawer
      anchor="right"
      open
      onClose={onClose}
      PaperProps={{
        className: styles.drawer,
        role: 'dialog',
        'aria-labelledby': titleId,
      }}
    >
      <div className={styles.drawerTop}>
        <Text as="h2" id={titleId} variant="title-x-small" weight="bold">
          {[operationTitle(event.operation), name].filter(Boolean).join(' · ')}
        </Text>
        <ButtonIcon
          aria-label={t('audit.close')}
          variant="tertiary"
          icon={<RiCloseLine size={18} />}
          onPress={onClose}
        />
      </div>
      <HealthChip
        strong
        tooltip={false}
        health={{
          state: HEALTH_OF_OUTCOME[event.outcome],
          label: t(`audit.outcomes.${event.outcome}`),
          reason: '',
        }}
      />
      {event.reason && (
        <Text as="p" className={styles.reason}>
          {event.reason}
        </Text>
      )}
      {event.outcome === 'unfinished' && (
        <Text as="p" color="secondary">
          {t('audit.unfinishedDescription')}
        </Text>
      )}
      <FactList rows={useRows(event)} />
      <div className={styles.actions}>
        <Button variant="secondary" onPress={() => onFilter({ actor })}>
          {t('audit.everythingBy', { name: personName(actor) })}
        </Button>
        {name && (
          <Button
            variant="secondary"
            onPress={() => onFilter({ kind, name, project })}
          >
            {t('audit.everythingAbout', { name })}
          </Button>
        )}
      </div>
    </Drawer>
  );
}
