import {
  managedCertificateKind,
  type ManagedCertificate,
} from '@kubedc/backstage-plugin-kubedc-common';
import { resourceEntity } from './resource';
import type { EntityConverter } from './types';

/**
 * A certificate.
 */
export const managedCertificateConverter: EntityConverter<ManagedCertificate> =
  {
    kind: managedCertificateKind.id,
    convert: (object, context) =>
      resourceEntity(managedCertificateKind, object, context),
  };
