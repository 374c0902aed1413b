import { mockServices } from '@backstage/backend-test-utils';
import { roleBindingType } from '@kubedc/backstage-plugin-kubedc-common';
import type { Mirror, MirrorChange } from '../mirror';
import type { PlatformService } from '../services';
import { KubernetesRightsService } from './KubernetesRightsService';

describe('revision', () => {
  it('changes with the bindings of its installation, and with no other', async () => {
    const tell = new Map<string, (change: MirrorChange) => void>();
    const rights = new KubernetesRightsService({
      logger: mockServices.logger.mock(),
      platform: {
        get: (name: string) => ({ name, identity: 'oidc' }),
        transport: () => ({
          request: async () => {
            throw new Error('away');
          },
        }),
        mirror: (name: string) =>
          ({
            list: () => [],
            hasSynced: () => true,
            subscribe(listener: (change: MirrorChange) => void) {
              tell.set(name, listener);
              return () => {};
            },
          } as Partial<Mirror>),
      } as unknown as PlatformService,
    });
    const before = rights.revision('zurich');
    for (const name of ['zurich', 'geneva']) {
      await rights.namespaces(
        name,
        { user: 'acme:bob', groups: [] },
        { verb: 'list', group: '', resource: 'configmaps' },
      );
    }
    expect(rights.revision('zurich')).toBe(before);

    tell.get('zurich')!({
      installation: 'zurich',
      source: 'watch',
      action: 'added',
      type: roleBindingType,
      object: { metadata: { namespace: 'acme-prod', name: 'developers' } },
    } as MirrorChange);
    expect(rights.revision('zurich')).not.toBe(before);
    expect(rights.revision('geneva')).toBe(before);
  });
});
