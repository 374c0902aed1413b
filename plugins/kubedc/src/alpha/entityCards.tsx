import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';

/** Entities that stand for an object of Kube-DC. */
export const isFromKubedc = {
  'metadata.annotations.kube-dc.com/installation': { $exists: true as const },
  // People and groups of an installation have no object.
  'metadata.annotations.kube-dc.com/gvk': { $exists: true as const },
};

const summaryCard = EntityCardBlueprint.make({
  name: 'summary',
  params: {
    type: 'content',
    filter: isFromKubedc,
    loader: () =>
      import('../components/ResourceCard').then(m => <m.ResourceCard />),
  },
});

export const entityCards = [summaryCard];
