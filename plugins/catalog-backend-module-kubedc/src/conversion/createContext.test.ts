import {
  namespaceType,
  organizationGroupType,
  organizationType,
  projectType,
  type KubernetesObject,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { Installation } from '@kubedc/backstage-plugin-kubedc-node';
import { FakeMirror } from '../__testUtils__/FakeMirror';
import { createContext } from './createContext';
import { TrackedObjects } from './TrackedObjects';

const group = (name: string, project: string, role: string) => ({
  metadata: { name, namespace: 'acme' },
  spec: { permissions: [{ project, roles: [role] }] },
});

const thing = (annotations: Record<string, string> = {}): KubernetesObject => ({
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachine',
  metadata: { name: 'web-1', namespace: 'acme-prod', uid: 'u-1', annotations },
});

describe('createContext', () => {
  let mirror: FakeMirror;
  let skipped: string[];

  const contextOf = (installation: Partial<Installation> = {}) =>
    createContext({
      installation: {
        name: 'alpha',
        entityNamespacePrefix: '',
        ...installation,
      } as Installation,
      related: new TrackedObjects(mirror),
      hintNamespaces: ['shared'],
      kinds: new Set(),
      components: [],
      skip: (_, reason) => skipped.push(reason),
    });

  beforeEach(() => {
    skipped = [];
    mirror = new FakeMirror();
    mirror.put(organizationType, {
      metadata: { name: 'acme', namespace: 'acme' },
    });
    mirror.put(projectType, { metadata: { name: 'prod', namespace: 'acme' } });
    mirror.put(namespaceType, { metadata: { name: 'acme' } });
    mirror.put(namespaceType, {
      metadata: {
        name: 'acme-prod',
        labels: { 'kube-dc.com/project': '' },
        annotations: { 'kube-dc.com/project': 'acme/prod' },
      },
    });
  });

  it('gives a project to the first of its admin groups by name', () => {
    const prod = { organization: 'acme', project: 'prod' };
    expect(contextOf().ownerOfProject(prod)).toBe('group:acme/org-admin');
    mirror.put(
      organizationGroupType,
      group('a-developers', 'prod', 'developer'),
    );
    mirror.put(organizationGroupType, group('z-admins', 'prod', 'admin'));
    mirror.put(organizationGroupType, group('m-admins', 'prod', 'admin'));
    mirror.put(organizationGroupType, group('b-admins', 'dev', 'admin'));
    expect(contextOf().ownerOfProject(prod)).toBe('group:acme/m-admins');
    expect(
      contextOf({ entityNamespacePrefix: 'zh-' }).ownerOfProject(prod),
    ).toBe('group:zh-acme/m-admins');
  });

  it('writes where an entity comes from', () => {
    expect(
      contextOf({ domain: 'kube-dc.example' }).annotationsOf(thing()),
    ).toEqual({
      'backstage.io/managed-by-location':
        'kubedc:alpha/kubevirt.io/VirtualMachine/acme-prod/web-1',
      'backstage.io/managed-by-origin-location':
        'kubedc:alpha/kubevirt.io/VirtualMachine/acme-prod/web-1',
      'backstage.io/view-url': 'https://console.kube-dc.example',
      'kube-dc.com/installation': 'alpha',
      'kube-dc.com/organization': 'acme',
      'kube-dc.com/project': 'acme/prod',
      'kube-dc.com/gvk': 'kubevirt.io/v1/VirtualMachine',
      'kube-dc.com/name': 'web-1',
      'kube-dc.com/namespace': 'acme-prod',
      'kube-dc.com/uid': 'u-1',
    });
  });

  it.each([
    ['group:acme/shop', 'group:acme/shop', 0],
    ['shop', 'group:acme/shop', 0],
    ['group:shared/dba', 'group:shared/dba', 0],
    ['group:globex/org-admin', 'group:acme/org-admin', 1],
    ['group:default/acme', 'group:default/acme', 0],
    ['group:default/globex', 'group:acme/org-admin', 1],
    ['user:acme/alice', 'group:acme/org-admin', 1],
    ['group:a:b/c/d', 'group:acme/org-admin', 1],
    ['group:acme/not a name', 'group:acme/org-admin', 1],
    [`group:acme/${'n'.repeat(300)}`, 'group:acme/org-admin', 1],
  ])('takes the owner hint %s as %s', (hint, owner, skips) => {
    expect(
      contextOf().ownershipOf(thing({ 'portal.kube-dc.com/owner': hint })),
    ).toEqual({ owner, dependencyOf: [] });
    expect(skipped).toHaveLength(skips);
  });

  it('tells of a long hint in short, and takes no end of components from nobody', () => {
    const components = Array.from({ length: 200 }, (_, index) => `c${index}`);
    const { dependencyOf } = contextOf().ownershipOf(
      thing({
        'portal.kube-dc.com/owner': 'x'.repeat(100_000),
        'portal.kube-dc.com/component': components.join(','),
      }),
    );
    expect(dependencyOf).toHaveLength(50);
    expect(skipped).toHaveLength(2);
    skipped.forEach(reason => expect(reason.length).toBeLessThan(200));
  });

  it('takes the stock owner annotation too, and components in any order', () => {
    expect(
      contextOf().ownershipOf(
        thing({
          'backstage.io/owner': 'group:acme/shop',
          'portal.kube-dc.com/component':
            'component:shared/web, component:acme/api,component:acme/api, component:globex/spy',
        }),
      ),
    ).toEqual({
      owner: 'group:acme/shop',
      dependencyOf: ['component:acme/api', 'component:shared/web'],
    });
    expect(skipped).toEqual([
      "'component:globex/spy' is not of the object's own organization",
    ]);
  });
});
