import type { Entity } from '@backstage/catalog-model';
import {
  entityPartsOf,
  formatLimit,
  KUBEDC_ANNOTATIONS,
  osImageKind,
  type OsImage,
  type OsImageCatalogue,
} from '@kubedc/backstage-plugin-kubedc-common';
import {
  IMAGES_KEY,
  parseOsImages,
} from '@kubedc/backstage-plugin-kubedc-node';
import { metadataOf } from './entity';
import type { ConverterContext, EntityConverter } from './types';

/**
 * The images that virtual machines can be made from: an entity for each one of the catalogue. A catalogue that cannot be
 * read throws, so that those of the last one that could stay.
 */
export const osImageConverter: EntityConverter<OsImageCatalogue> = {
  kind: osImageKind.id,
  convert: (catalogue, context) =>
    parseOsImages(catalogue.data?.[IMAGES_KEY] ?? '')
      .map(image => entityOf(image, catalogue, context))
      .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1)),
};

function entityOf(
  image: OsImage,
  catalogue: OsImageCatalogue,
  context: ConverterContext,
): Entity {
  const { kind, ...parts } = entityPartsOf(
    { kind: osImageKind.id, name: image.id },
    context.installation,
  );
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: metadataOf(
      parts,
      {
        ...context.annotationsOf(catalogue),
        [KUBEDC_ANNOTATIONS.image]: image.title,
      },
      { title: image.title, description: describe(image) },
    ),
    spec: {
      type: osImageKind.entity.type,
      owner: context.ownerOfPlatform(),
    },
  };
}

function describe(image: OsImage): string {
  const needs = [
    image.minCpu && `${image.minCpu} CPU`,
    image.minMemory && `${formatLimit(image.minMemory)} of memory`,
    image.minDisk && `${formatLimit(image.minDisk)} of disk`,
  ].filter(Boolean);
  return [
    `OS image, ${image.firmware.toLocaleUpperCase('en-US')}`,
    `user ${image.user}`,
    needs.length ? `needs ${needs.join(', ')}` : '',
    image.url,
  ]
    .filter(Boolean)
    .join(', ');
}
