import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  kindRegistry,
  type FactDeclaration,
  type ResourceSummary,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { ReactNode } from 'react';
import { kubedcTranslationRef } from '../../translation';
import { FactView } from '../FactView';
import { RelativeTime } from '../RelativeTime';

/** A term and its value. */
export interface FactRow {
  id: string;
  title: string;
  value: ReactNode;
}

function isKnown(summary: ResourceSummary, fact: FactDeclaration): boolean {
  return (summary.facts[fact.id] ?? null) !== null;
}

/**
 * The facts of an object as rows of one of the two columns: what it is, and how to reach it. A fact that is no column
 * of the table is left out while it is not known, so that a card holds no list of dashes.
 */
export function useFactRows(
  summary: ResourceSummary,
  group: FactDeclaration['group'],
): FactRow[] {
  const kind = kindRegistry.byId(summary.kind);
  return (kind?.facts ?? [])
    .filter(fact => fact.group === group)
    .filter(fact => fact.column || isKnown(summary, fact))
    .map(fact => ({
      id: fact.id,
      title: fact.title,
      value: <FactView fact={fact} value={summary.facts[fact.id]} copyable />,
    }));
}

/** Where an object lives and since when: the same for every kind. */
export function usePlaceRows(summary: ResourceSummary): FactRow[] {
  const { t } = useTranslationRef(kubedcTranslationRef);
  return [
    // Some kinds of the platform itself live in no namespace.
    ...(summary.namespace
      ? [
          {
            id: 'place.namespace',
            title: t('facts.namespace'),
            value: summary.namespace,
          },
        ]
      : []),
    {
      id: 'place.created',
      title: t('facts.created'),
      value: <RelativeTime value={summary.createdAt} />,
    },
  ];
}

/** Link to the project of an object. */
export function ProjectLink({ project }: { project: string }) {
  return <EntityRefLink entityRef={`system:${project}`} />;
}
