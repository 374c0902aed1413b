import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type {
  ClusterDetails,
  ObjectToFetch,
} from '@backstage/plugin-kubernetes-node';
import type {
  KubedcIdentity,
  RightsService,
} from '@kubedc/backstage-plugin-kubedc-node';
import { KubedcServiceLocator } from './KubedcServiceLocator';

const bob: KubedcIdentity = {
  installation: 'zurich',
  user: 'acme:bob',
  groups: ['acme:backend-team'],
};

const cluster = (name: string, extra: Partial<ClusterDetails> = {}) =>
  ({
    name,
    url: `https://${name}`,
    authMetadata: {},
    ...extra,
  } as ClusterDetails);

function type(plural: string): ObjectToFetch {
  return {
    group: '',
    apiVersion: 'v1',
    plural,
    objectType: plural as ObjectToFetch['objectType'],
  };
}

const vm: Record<string, string> = {
  'kube-dc.com/installation': 'zurich',
  'backstage.io/kubernetes-cluster': 'zurich',
  'backstage.io/kubernetes-namespace': 'acme-prod',
};

describe('KubedcServiceLocator', () => {
  const find = jest.fn();
  const check: jest.MockedFunction<RightsService['check']> = jest.fn();
  const getClusters = jest.fn();

  beforeEach(() => {
    jest.resetAllMocks();
    find.mockResolvedValue(bob);
    check.mockImplementation(async (_, __, { namespace, resource }) => ({
      allowed: namespace === 'acme-prod' && resource !== 'secrets',
    }));
    getClusters.mockResolvedValue([cluster('zurich'), cluster('geneva')]);
  });

  async function locate(
    annotations: Record<string, string | undefined>,
    options: {
      types?: ObjectToFetch[];
      custom?: string[];
      configured?: string[];
    } = {},
  ) {
    const custom = (plurals: string[] = []) =>
      plurals.map(plural => ({ group: 'x', apiVersion: 'v1', plural }));
    const locator = new KubedcServiceLocator({
      clusters: { getClusters },
      identity: { find, require: jest.fn() },
      rights: { check, isOperator: jest.fn(), namespaces: jest.fn() },
      customResources: custom(options.configured),
    });
    const entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: { name: 'vm.web', annotations },
    } as Entity;
    const { clusters } = await locator.getClustersByEntity(entity, {
      objectTypesToFetch: new Set(options.types ?? [type('pods')]),
      customResources: custom(options.custom),
      credentials: mockCredentials.user('user:acme/bob'),
    });
    return clusters.map(({ name }) => name);
  }

  it("serves the installation's cluster to those who may list what will be read", async () => {
    await expect(
      locate(vm, { types: [type('pods'), type('services')] }),
    ).resolves.toEqual(['zurich']);
    expect(check.mock.calls.map(([, , attributes]) => attributes)).toEqual(
      ['pods', 'services'].map(resource => ({
        verb: 'list',
        group: '',
        resource,
        namespace: 'acme-prod',
      })),
    );
  });

  it.each([
    ['a foreign entity', { 'kube-dc.com/installation': undefined }],
    [
      'no namespace, which would be all',
      { 'backstage.io/kubernetes-namespace': undefined },
    ],
    [
      'the namespace of others',
      { 'backstage.io/kubernetes-namespace': 'globex-shop' },
    ],
    [
      'the cluster of another installation',
      { 'backstage.io/kubernetes-cluster': 'geneva' },
    ],
    [
      'another installation',
      {
        'kube-dc.com/installation': 'geneva',
        'backstage.io/kubernetes-cluster': 'geneva',
      },
    ],
  ])('serves nothing for %s', async (_, annotations) => {
    await expect(locate({ ...vm, ...annotations })).resolves.toEqual([]);
  });

  it('serves nothing to people without an identity there', async () => {
    find.mockResolvedValue(undefined);
    await expect(locate(vm)).resolves.toEqual([]);
    expect(check).not.toHaveBeenCalled();
  });

  it('serves nothing when one of the types may not be listed', async () => {
    await expect(
      locate(vm, { types: [type('pods'), type('secrets')] }),
    ).resolves.toEqual([]);
  });

  it.each([
    ['plural', '..'],
    ['plural', '.'],
    ['plural', ''],
    ['plural', 'pods/../../globex-shop/pods'],
    ['plural', ['pods']],
    ['apiVersion', '..'],
    ['apiVersion', 'v1/namespaces/globex-shop'],
    ['group', '..'],
    ['namespace', '..'],
    ['namespace', 'acme-prod/../globex-shop'],
    ['namespace', 'acme-prod..'],
  ])(
    'serves nothing for a %s that would lead elsewhere in a path: %p',
    async (part, value) => {
      // Roles of the platform give every resource of a group by a star, which is what is asked here, too.
      check.mockResolvedValue({ allowed: true });
      const pods = type('pods');

      await expect(locate(vm, { types: [pods] })).resolves.toEqual(['zurich']);
      await expect(
        part === 'namespace'
          ? locate({ ...vm, 'backstage.io/kubernetes-namespace': `${value}` })
          : locate(vm, {
              types: [{ ...pods, [part]: value } as ObjectToFetch],
            }),
      ).resolves.toEqual([]);
    },
  );

  it('checks custom resources, asked for or configured', async () => {
    await expect(locate(vm, { custom: ['secrets'] })).resolves.toEqual([]);
    await expect(locate(vm, { configured: ['secrets'] })).resolves.toEqual([]);
    await expect(
      locate(vm, { configured: ['secrets'], custom: ['widgets'] }),
    ).resolves.toEqual(['zurich']);
    getClusters.mockResolvedValue([
      cluster('zurich', {
        customResources: [{ group: 'x', apiVersion: 'v1', plural: 'secrets' }],
      }),
    ]);
    await expect(locate(vm)).resolves.toEqual([]);
  });
});
