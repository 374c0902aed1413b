import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { RiCloudLine } from '@remixicon/react';
import { isFromKubedc } from './entityCards';

const resourceContent = EntityContentBlueprint.make({
  params: {
    path: 'kube-dc',
    title: 'Kube-DC',
    icon: <RiCloudLine />,
    filter: isFromKubedc,
    loader: () =>
      import('../components/ResourceContent').then(m => <m.ResourceContent />),
  },
});

export const entityContents = [resourceContent];
