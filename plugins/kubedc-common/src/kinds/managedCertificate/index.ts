import { textOf, timeOf } from '../../kubernetes';
import { managedCertificateHealth } from './health';
import type { KindDefinition } from '../types';
import { managedCertificateType, type ManagedCertificate } from './type';

export * from './type';

function namesOf(names: unknown): string[] {
  return Array.isArray(names)
    ? names.filter(name => typeof name === 'string')
    : [];
}

/**
 * Certificates that the platform renews.
 *
 * @public
 */
export const managedCertificateKind: KindDefinition<ManagedCertificate> = {
  id: 'managedCertificate',
  type: managedCertificateType,
  scope: 'project',
  title: { singular: 'Certificate', plural: 'Certificates' },
  path: 'certificates',
  entity: { kind: 'Resource', type: 'certificate', prefix: 'cert' },
  listed: false,
  facts: [
    {
      id: 'names',
      title: 'Names',
      type: 'address',
      group: 'reach',
      column: true,
    },
    { id: 'type', title: 'Type', type: 'text', group: 'what', column: true },
    {
      id: 'expires',
      title: 'Expires',
      type: 'time',
      group: 'what',
      column: true,
    },
    {
      id: 'secret',
      title: 'Kubernetes secret',
      type: 'text',
      group: 'reach',
      column: true,
    },
  ],
  supporting: [],
  health: certificate => managedCertificateHealth(certificate),
  summarize: ({ spec, status }) => ({
    names: namesOf(spec?.dnsNames).join(', ') || null,
    type: textOf(spec?.type) ?? null,
    expires: timeOf(status?.notAfter) ?? null,
    secret: textOf(status?.certificateSecretName) ?? null,
  }),
  keywords: ({ spec }) => ({
    hosts: namesOf(spec?.dnsNames),
    addresses: namesOf(spec?.ipAddresses),
  }),
  operations: [],
};
