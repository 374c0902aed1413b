import { deletingHealth } from '../../health';
import type { KindDefinition } from '../types';
import { osImageCatalogueType, type OsImageCatalogue } from './type';

export * from './type';

/**
 * OS images that virtual machines are made from. The platform keeps all of them in one object.
 *
 * @public
 */
export const osImageKind: KindDefinition<OsImageCatalogue> = {
  id: 'osImage',
  type: osImageCatalogueType,
  only: ({ imagesConfigMap }) => imagesConfigMap,
  scope: 'platform',
  title: { singular: 'OS image', plural: 'OS images' },
  path: 'os-images',
  entity: { kind: 'Resource', type: 'os-image', prefix: 'image' },
  listed: false,
  facts: [],
  supporting: [],
  health: catalogue =>
    deletingHealth(catalogue) ?? {
      state: 'ok',
      label: 'Offered',
      reason: 'Virtual machines can be made from it',
      source: 'data',
    },
  summarize: () => ({}),
  operations: [],
};
