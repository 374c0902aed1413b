import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import {
  kindRegistry,
  type KindDefinition,
} from '@kubedc/backstage-plugin-kubedc-common';
import { RiAddLine } from '@remixicon/react';
import { useMemo } from 'react';
import { useOverview, useResources } from '../../hooks/queries';
import { useCreate } from '../../hooks/useCreateHref';
import { useListState } from '../../hooks/useListState';
import { failureOf, messageOf } from '../../lib/errors';
import { kubedcTranslationRef } from '../../translation';
import { PageFrame } from '../PageFrame';
import { FilterBar, ResourceTable } from '../ResourceTable';
import {
  ProblemNotes,
  ProblemScreen,
  StaleNote,
  StateScreen,
} from '../StateScreen';

function CreateLink({ kind, href }: { kind: KindDefinition; href: string }) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  return (
    <ButtonLink
      href={href}
      size="small"
      variant="secondary"
      iconStart={<RiAddLine size={16} />}
    >
      {t('list.create', { kind: kind.title.singular.toLowerCase() })}
    </ButtonLink>
  );
}

function KindList({ kind }: { kind: KindDefinition }) {
  const { state, update, query, isFiltered } = useListState();
  const list = useResources(kind.id, query);
  const overview = useOverview();
  const { href, refusal } = useCreate(kind.id);
  const createLink = href ? <CreateLink kind={kind} href={href} /> : undefined;
  const projects = useMemo(
    () =>
      (overview.data?.projects ?? [])
        .map(
          project =>
            project.project ?? `${project.organization}/${project.name}`,
        )
        .sort((a, b) => a.localeCompare(b)),
    [overview.data],
  );

  if (list.error && !list.data) {
    return (
      <StateScreen
        state={failureOf(list.error)}
        description={messageOf(list.error)}
        onRetry={() => list.refetch()}
      />
    );
  }
  const problems = list.data?.problems ?? [];
  if (list.data?.items.length === 0 && problems.length > 0 && !isFiltered) {
    return <ProblemScreen problems={problems} onRetry={() => list.refetch()} />;
  }
  return (
    <>
      <FilterBar
        state={state}
        counts={list.data?.health ?? {}}
        projects={projects}
        isFiltered={isFiltered}
        onChange={update}
        end={createLink}
      />
      {list.error && (
        <StaleNote since={list.dataUpdatedAt} error={list.error} />
      )}
      <ProblemNotes problems={problems} />
      <ResourceTable
        kind={kind}
        list={list.data}
        isStale={list.isPlaceholderData}
        state={state}
        isFiltered={isFiltered}
        onChange={update}
        emptyAction={createLink}
        emptyDescription={refusal}
      />
    </>
  );
}

/** The table of one kind: which one is it, and is it well? */
export function KindPage({ kind: id }: { kind: string }) {
  const kind = kindRegistry.byId(id);
  return (
    <PageFrame>
      {kind ? <KindList kind={kind} /> : <StateScreen state="missing" />}
    </PageFrame>
  );
}
