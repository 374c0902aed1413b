import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  kindRegistry,
  operationRegistry,
  type KubernetesObject,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { IdentityMode } from '@kubedc/backstage-plugin-kubedc-node';
import { parse } from 'yaml';
import { manifestsOf } from '../__testUtils__/applyAccount';
import { eventually } from '../__testUtils__/eventually';
import { startPortal, type Portal } from '../__testUtils__/startPortal';

const READ = ['get', 'list', 'watch'];
/** `{verb} {resource}.{group}` */
const right = (verb: string, group: string, resource: string) =>
  `${verb} ${resource}.${group}`;

/** What Kubernetes and the platform give to everybody who is signed in. */
const EVERYBODY = [
  right('create', 'authorization.k8s.io', 'selfsubjectaccessreviews'),
  right('create', 'authorization.k8s.io', 'selfsubjectrulesreviews'),
  right('create', 'authentication.k8s.io', 'selfsubjectreviews'),
  right('get', 'storage.k8s.io', 'storageclasses'),
  right('list', 'storage.k8s.io', 'storageclasses'),
];

/** What the portal follows, with every kind asked for that is opt-in. */
function followed(): string[] {
  const optIn = kindRegistry.all().flatMap(kind => (kind.optIn ? kind.id : []));
  return kindRegistry
    .watchedTypes(optIn)
    .flatMap(({ group, resource }) =>
      READ.map(verb => right(verb, group, resource)),
    );
}

const ASKED = right('create', 'authorization.k8s.io', 'subjectaccessreviews');

/** What the portal's account must be able to do anywhere, and all it may. */
const EXPECTED: Record<IdentityMode, () => string[]> = {
  oidc: () => [...followed(), ASKED],
  impersonate: () => [
    ...followed(),
    ASKED,
    right('impersonate', '', 'users'),
    right('impersonate', '', 'groups'),
  ],
  serviceAccount: () => [
    ...followed(),
    ASKED,
    right('list', '', 'events'),
    ...operationRegistry
      .all()
      .flatMap(({ access }) =>
        access.map(({ verb, group, resource, subresource }) =>
          right(
            verb,
            group,
            subresource ? `${resource}/${subresource}` : resource,
          ),
        ),
      ),
  ],
};

type Binding = KubernetesObject & {
  roleRef?: { kind: string; name: string };
  subjects?: Array<{ name: string }>;
};

interface RulesReview {
  status: {
    incomplete: boolean;
    resourceRules: Array<{
      verbs: string[];
      apiGroups: string[];
      resources: string[];
      resourceNames?: string[];
    }>;
  };
}

describe.each<IdentityMode>(['oidc', 'impersonate', 'serviceAccount'])(
  "the portal's account for mode %s",
  mode => {
    let portal: Portal;

    beforeAll(async () => {
      portal = await startPortal({ identity: mode });
    });

    afterAll(async () => {
      await portal?.stop();
    });

    const may = async (attributes: object): Promise<boolean> => {
      const { status } = await portal.accountTransport.request<{
        status: { allowed: boolean };
      }>({
        method: 'POST',
        path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
        body: {
          apiVersion: 'authorization.k8s.io/v1',
          kind: 'SelfSubjectAccessReview',
          spec: { resourceAttributes: attributes },
        },
      });
      return status.allowed;
    };

    it('may do exactly what the portal does with it', async () => {
      const { status } = await portal.accountTransport.request<RulesReview>({
        method: 'POST',
        path: '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews',
        body: {
          apiVersion: 'authorization.k8s.io/v1',
          kind: 'SelfSubjectRulesReview',
          spec: { namespace: 'acme-prod' },
        },
      });
      expect(status.incomplete).toBe(false);
      const allowed = status.resourceRules.flatMap(rule => {
        expect(rule.resourceNames ?? []).toEqual([]);
        return rule.apiGroups.flatMap(group =>
          rule.resources.flatMap(resource =>
            rule.verbs.map(verb => right(verb, group, resource)),
          ),
        );
      });
      const expected = [...EVERYBODY, ...EXPECTED[mode]()];
      expect([...new Set(allowed)].sort()).toEqual(
        [...new Set(expected)].sort(),
      );
    });

    it.each([
      [{ verb: 'get', resource: 'secrets', namespace: 'acme-prod' }],
      [{ verb: 'list', resource: 'secrets', namespace: 'kube-dc' }],
      [{ verb: 'get', resource: 'configmaps', namespace: 'kube-dc' }],
      [{ verb: 'list', resource: 'configmaps', namespace: 'kube-dc' }],
      [{ verb: 'impersonate', resource: 'serviceaccounts' }],
      [{ verb: '*', resource: '*', group: '*' }],
    ])('may not %j', async attributes => {
      await expect(may(attributes)).resolves.toBe(false);
    });

    it('reads the one ConfigMap with the OS images', async () => {
      await expect(
        may({
          verb: 'get',
          resource: 'configmaps',
          namespace: 'kube-dc',
          name: 'images-configmap',
        }),
      ).resolves.toBe(true);
    });

    it('is refused Secrets, writes and Kubernetes’ own names by the API server', async () => {
      const refused = (method: 'GET' | 'POST' | 'DELETE', path: string) =>
        expect(
          portal.accountTransport.request({
            method,
            path,
            ...(method === 'POST' && {
              body: {
                apiVersion: 'v1',
                kind: 'ConfigMap',
                metadata: { name: 'made-by-the-portal' },
              },
            }),
          }),
        ).rejects.toMatchObject({ code: 403 });
      await refused('GET', '/api/v1/secrets');
      await refused('GET', '/api/v1/namespaces/acme-prod/secrets');
      await refused('POST', '/api/v1/namespaces/acme-prod/configmaps');
      await refused('DELETE', '/api/v1/namespaces/acme-prod');
    });

    it('is refused by the portal itself to be used as one of Kubernetes’ own', async () => {
      const as = { user: 'acme:alice', groups: ['system:masters'] };
      await expect(
        portal.accountTransport.request({ method: 'GET', path: '/api', as }),
      ).rejects.toThrow(
        mode === 'impersonate'
          ? "'system:masters' belongs to Kubernetes itself"
          : /only your own token|acts for everybody/,
      );
    });

    if (mode !== 'impersonate') {
      it('may act as nobody, whatever it asks the API server for', async () => {
        await expect(
          portal.impersonate({ user: 'acme:alice', groups: [] }),
        ).resolves.toBe(403);
      });
    }

    it('fills the mirror with everything the portal shows', async () => {
      const installation = await eventually(async () => {
        const { body } = await portal.get('/admin/overview', 'olga');
        const [found] = body.installations ?? [];
        return found?.state === 'connected' && found;
      });
      expect(installation.identity).toBe(mode);
      const forbidden = installation.watches.filter(
        ({ state }: { state: string }) => state === 'forbidden',
      );
      expect(forbidden).toEqual([]);
    });
  },
);

describe('the account of the Kubernetes tab', () => {
  it.each(['app-config.production.yaml', 'app-config.yaml'])(
    'may read exactly what %s has the tab show, and no Secret',
    async file => {
      const config = parse(
        await readFile(join(__dirname, '../../../..', file), 'utf8'),
      );
      const objects = await manifestsOf('accounts.yaml');
      const given = objects.flatMap(object => {
        const { roleRef, subjects } = object as Binding;
        return subjects?.some(({ name }) => name === 'kubernetes-tab')
          ? `${object.kind} ${roleRef?.kind} ${roleRef?.name}`
          : [];
      });
      expect(given).toEqual(['ClusterRoleBinding ClusterRole kubernetes-tab']);

      const role = objects.find(
        ({ kind, metadata }) =>
          kind === 'ClusterRole' && metadata.name === 'kubernetes-tab',
      ) as KubernetesObject & {
        rules: Array<{ verbs: string[]; resources: string[] }>;
      };
      for (const { verbs } of role.rules) {
        expect(verbs).toEqual(READ);
      }
      const resources = role.rules.flatMap(rule => rule.resources);
      expect(resources.sort()).toEqual(config.kubernetes.objectTypes.sort());
      expect(resources).not.toContain('secrets');
    },
  );
});
