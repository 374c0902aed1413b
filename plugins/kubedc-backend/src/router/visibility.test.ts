import {
  eipKind,
  kindRegistry,
  roleBindingType,
  virtualMachineType,
} from '@kubedc/backstage-plugin-kubedc-common';
import type {
  KindCount,
  KubernetesObject,
  ProjectView,
  ResourceSummary,
  ResourceType,
} from '@kubedc/backstage-plugin-kubedc-common';
import { eventually } from '../__testUtils__/eventually';
import { startPortal } from '../__testUtils__/startPortal';
import type { Portal } from '../__testUtils__/startPortal';

const RBAC = 'rbac.authorization.k8s.io';

const roleType: ResourceType = {
  group: RBAC,
  version: 'v1',
  kind: 'Role',
  resource: 'roles',
  namespaced: true,
};

const reviewType: ResourceType = {
  group: 'authorization.k8s.io',
  version: 'v1',
  kind: 'SubjectAccessReview',
  resource: 'subjectaccessreviews',
  namespaced: false,
};

const bindingOf = (
  namespace: string,
  name: string,
  user: string,
  role: string,
) =>
  ({
    apiVersion: `${RBAC}/v1`,
    kind: 'RoleBinding',
    metadata: { namespace, name },
    roleRef: { apiGroup: RBAC, kind: 'Role', name: role },
    subjects: [{ apiGroup: RBAC, kind: 'User', name: user }],
  } as KubernetesObject);

describe('what somebody sees', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await startPortal();
    await portal.ready();
  });
  afterAll(async () => {
    await portal?.stop();
  });

  const read = async (path: string, person: string) => {
    const { body } = await portal.get(path, person).expect(200);
    return body;
  };
  const items = async (path: string, person: string) =>
    (await read(`/resources/${path}`, person)).items as ResourceSummary[];
  const namespacesOf = async (path: string, person: string) =>
    new Set((await items(path, person)).map(({ namespace }) => namespace));

  /** Whether the platform lets somebody do something with the virtual machines of globex-shop. */
  async function may(user: string, group: string, verb: string) {
    const { status } = await portal.admin.create<
      KubernetesObject & { status?: { allowed: boolean } }
    >(reviewType, {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SubjectAccessReview',
      metadata: {},
      spec: {
        user,
        groups: [group],
        resourceAttributes: {
          verb,
          group: virtualMachineType.group,
          resource: virtualMachineType.resource,
          namespace: 'globex-shop',
        },
      },
    } as unknown as KubernetesObject);
    return status?.allowed;
  }

  /** The role that a group has in a namespace. */
  async function roleOf(group: string, namespace: string): Promise<string> {
    const bindings = await portal.admin.list<
      KubernetesObject & {
        roleRef: { name: string };
        subjects: Array<{ name: string }>;
      }
    >(roleBindingType, namespace);
    return bindings.find(({ subjects }) =>
      subjects.some(({ name }) => name === group),
    )!.roleRef.name;
  }

  it('is current for a role that may list but not watch', async () => {
    expect(await may('globex:dave', 'globex:user', 'list')).toBe(true);
    expect(await may('globex:dave', 'globex:user', 'watch')).toBe(false);
    const [machine] = await items(
      'virtual-machines?project=globex/shop',
      'dave',
    );

    await portal.admin.delete(
      virtualMachineType,
      machine.namespace,
      machine.name,
    );

    await eventually(async () => {
      const found = await items('virtual-machines?project=globex/shop', 'dave');
      return found.every(({ name }) => name !== machine.name);
    });
  });

  it('follows the bindings', async () => {
    expect(await namespacesOf('virtual-machines', 'alice')).not.toContain(
      'globex-shop',
    );
    const role = await roleOf('globex:user', 'globex-shop');
    await portal.admin.create(
      roleBindingType,
      bindingOf('globex-shop', 'guest', 'acme:alice', role),
    );
    await eventually(async () =>
      (await namespacesOf('virtual-machines', 'alice')).has('globex-shop'),
    );
    await portal.admin.delete(roleBindingType, 'globex-shop', 'guest');
    await eventually(
      async () =>
        !(await namespacesOf('virtual-machines', 'alice')).has('globex-shop'),
    );
  });

  describe('with a right to list one kind in one namespace of another tenant', () => {
    const before = new Map<string, unknown>();
    const paths = kindRegistry
      .all()
      .filter(({ optIn }) => !optIn)
      .map(({ path }) => path);

    beforeAll(async () => {
      for (const path of paths) {
        before.set(path, await namespacesOf(path, 'carol'));
      }
      await portal.admin.create(roleType, {
        apiVersion: `${RBAC}/v1`,
        kind: 'Role',
        metadata: { namespace: 'acme-prod', name: 'addresses' },
        rules: [
          {
            apiGroups: [eipKind.type.group],
            resources: [eipKind.type.resource],
            verbs: ['list'],
          },
        ],
      } as KubernetesObject);
      await portal.admin.create(
        roleBindingType,
        bindingOf('acme-prod', 'addresses', 'globex:carol', 'addresses'),
      );
      await eventually(async () =>
        (await namespacesOf(eipKind.path, 'carol')).has('acme-prod'),
      );
    });

    it.each(paths.filter(path => path !== eipKind.path))(
      'shows no more %s',
      async path => {
        expect(await namespacesOf(path, 'carol')).toEqual(before.get(path));
      },
    );

    it('is in lists that are filtered, as the whole list is', async () => {
      const found = await items(`${eipKind.path}?project=acme/prod`, 'carol');
      expect(found.length).toBeGreaterThan(0);
      expect(
        await items('virtual-machines?project=acme/prod', 'carol'),
      ).toEqual([]);
      expect(await items(`${eipKind.path}?project=acme/dev`, 'carol')).toEqual(
        [],
      );
    });

    it('counts in the overview what the lists show, and has no project of theirs', async () => {
      const overview = await read('/overview', 'carol');
      for (const { kind, total } of overview.counts as KindCount[]) {
        const { path } = kindRegistry.byId(kind)!;
        const { total: listed } = await read(`/resources/${path}`, 'carol');
        expect({ kind, total }).toEqual({ kind, total: listed });
      }
      expect(
        overview.projects.map(({ organization }: ProjectView) => organization),
      ).not.toContain('acme');
      const strangers = (overview.attention as ResourceSummary[]).filter(
        ({ organization }) => organization === 'acme',
      );
      expect(strangers.every(({ kind }) => kind === eipKind.id)).toBe(true);
      const { items: projects } = await read('/projects', 'carol');
      expect(JSON.stringify(projects)).not.toContain('acme');
    });

    it('gives no detail without the right to get, and tells of no project it is in', async () => {
      const [address] = await items(
        `${eipKind.path}?project=acme/prod`,
        'carol',
      );
      const path = `/resources/${eipKind.path}/sandbox/acme-prod/${address.name}`;
      const { status, body } = await portal.get(path, 'carol');
      expect(status).toBe(403);
      expect(body.error.message).toContain('cannot get resource "eips"');

      const role = await portal.admin.get<KubernetesObject>(
        roleType,
        'acme-prod',
        'addresses',
      );
      await portal.admin.patch(roleType, 'acme-prod', 'addresses', {
        rules: (
          role as KubernetesObject & { rules: Array<{ verbs: string[] }> }
        ).rules.map(rule => ({ ...rule, verbs: ['get', 'list'] })),
      });
      const detail = await eventually(async () => {
        const answer = await portal.get(path, 'carol');
        return answer.status === 200 && answer.body;
      });
      expect(detail.related).toEqual([]);
      expect(detail.events).toEqual([]);
    });
  });

  it.each(['/admin/overview', '/sync'])(
    'is nothing of %s for whoever operates nothing',
    async path => {
      const { status, body } = await portal.get(path, 'carol');
      expect(status).toBe(403);
      expect(JSON.stringify(body)).not.toMatch(/acme|initech/);
    },
  );
});
