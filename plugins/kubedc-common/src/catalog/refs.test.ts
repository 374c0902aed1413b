import { createHash } from 'node:crypto';
import {
  entityNameOf,
  entityNamespaceOf,
  entityRefOf,
  formatRef,
  groupPartsOf,
  organizationGroupPartsOf,
  platformAdminPartsOf,
  platformUserPartsOf,
  userPartsOf,
} from '.';
import { kindRegistry } from '../kinds';

const vm = (namespace: string, name: string) => ({
  kind: 'virtualMachine',
  namespace,
  name,
});

describe('entity refs', () => {
  it.each([
    [
      { kind: 'organization', namespace: 'acme', name: 'acme' },
      'domain:default/acme',
    ],
    [
      { kind: 'organizationGroup', namespace: 'acme', name: 'backend-team' },
      'group:acme/backend-team',
    ],
    [{ kind: 'project', namespace: 'acme', name: 'prod' }, 'system:acme/prod'],
    [vm('acme-prod', 'web-1'), 'resource:acme-prod/vm.web-1'],
    [
      { kind: 'kdcCluster', namespace: 'acme-prod', name: 'dev' },
      'resource:acme-prod/cluster.dev',
    ],
    [
      { kind: 'kdcDatabase', namespace: 'acme-prod', name: 'orders' },
      'resource:acme-prod/db.orders',
    ],
    [
      { kind: 'objectBucketClaim', namespace: 'acme-prod', name: 'media' },
      'resource:acme-prod/bucket.media',
    ],
  ])('of %p', (object, expected) => {
    expect(entityRefOf(object)).toBe(expected);
  });

  it('names groups and people', () => {
    expect(formatRef(organizationGroupPartsOf('acme'))).toBe(
      'group:default/acme',
    );
    expect(formatRef(groupPartsOf('acme', 'org-admin'))).toBe(
      'group:acme/org-admin',
    );
    expect(formatRef(userPartsOf('acme', 'alice'))).toBe('user:acme/alice');
    expect(formatRef(platformUserPartsOf('olga'))).toBe('user:kube-dc/olga');
    expect(formatRef(platformAdminPartsOf())).toBe(
      'group:kube-dc/platform-admin',
    );
  });

  it('puts the prefix before namespaces, and before the name in the default namespace', () => {
    const naming = { entityNamespacePrefix: 'zrh-' };
    expect(entityRefOf(vm('acme-prod', 'web-1'), naming)).toBe(
      'resource:zrh-acme-prod/vm.web-1',
    );
    expect(
      entityRefOf(
        { kind: 'organization', namespace: 'acme', name: 'acme' },
        naming,
      ),
    ).toBe('domain:default/zrh-acme');
    expect(formatRef(organizationGroupPartsOf('acme', naming))).toBe(
      'group:default/zrh-acme',
    );
    expect(formatRef(userPartsOf('acme', 'alice', naming))).toBe(
      'user:zrh-acme/alice',
    );
    expect(formatRef(platformUserPartsOf('olga', naming))).toBe(
      'user:zrh-kube-dc/olga',
    );
  });

  it('keeps names up to 63 characters and shortens longer ones', () => {
    const fits = 'w'.repeat(60);
    expect(entityNameOf(vm('acme-prod', fits))).toBe(`vm.${fits}`);
    const long = entityNameOf(vm('acme-prod', 'w'.repeat(61)));
    expect(long).toMatch(/^vm\.w{47}_[0-9a-f]{12}$/);
    expect(long).toHaveLength(63);
  });

  it('shortens the same name the same way, and different names differently', () => {
    const base = 'w'.repeat(62);
    const names = ['a', 'b', 'c'].map(end =>
      entityNameOf(vm('acme-prod', `${base}${end}`)),
    );
    expect(new Set(names).size).toBe(3);
    expect(entityNameOf(vm('acme-prod', `${base}a`))).toBe(names[0]);
    const hash = createHash('sha256').update(`vm.${base}a`).digest('hex');
    expect(names[0]).toBe(`vm.${'w'.repeat(47)}_${hash.slice(0, 12)}`);
  });

  it('never gives a shortened name to another object’s full name', () => {
    const shortened = entityNameOf(vm('acme-prod', 'w'.repeat(63)));
    // A Kubernetes name that spells the shortened one out would need the underscore it cannot have.
    const imitation = entityNameOf(vm('acme-prod', shortened.slice(3)));
    expect(imitation).not.toBe(shortened);
  });

  it.each(['Über', 'a b', 'UPPER', 'with_underscore', 'x-', '.', 'äöü'])(
    'hashes %p, which is no entity name',
    name => {
      const entityName = entityNameOf(vm('acme-prod', name));
      expect(entityName).toMatch(/^[a-z0-9]([-a-z0-9._]*[a-z0-9])?$/);
      expect(entityName).toMatch(/_[0-9a-f]{12}$/);
      expect(entityName.length).toBeLessThanOrEqual(63);
    },
  );

  it('shortens namespaces that a prefix makes too long', () => {
    const naming = { entityNamespacePrefix: 'zurich-' };
    const a = entityNamespaceOf(vm(`${'n'.repeat(62)}a`, 'x'), naming);
    const b = entityNamespaceOf(vm(`${'n'.repeat(62)}b`, 'x'), naming);
    expect(a).toMatch(/^zurich-n{43}-[0-9a-f]{12}$/);
    expect(a).not.toBe(b);
  });

  it.each(['default', 'kube-dc'])(
    'does not let an organization called %s take the namespace that means something else',
    name => {
      expect(
        entityNamespaceOf({ kind: 'project', namespace: name, name: 'x' }),
      ).toMatch(new RegExp(`^${name}-[0-9a-f]{12}$`));
      expect(formatRef(groupPartsOf(name, 'platform-admin'))).not.toBe(
        'group:kube-dc/platform-admin',
      );
    },
  );

  it('refuses a kind it does not know', () => {
    expect(() => entityRefOf({ kind: 'nope', name: 'x' })).toThrow(
      "There is no kind 'nope'",
    );
  });
});

describe('kindRegistry', () => {
  it('finds each kind by id, path, type and gvk', () => {
    for (const kind of kindRegistry.all()) {
      const { group, version, kind: name } = kind.type;
      expect(kindRegistry.byId(kind.id)).toBe(kind);
      expect(kindRegistry.byPath(kind.path)).toBe(kind);
      expect(kindRegistry.byType(kind.type)).toBe(kind);
      expect(kindRegistry.byGvk(`${group}/${version}/${name}`)).toBe(kind);
    }
  });

  it('watches each type once', () => {
    const keys = kindRegistry
      .watchedTypes()
      .map(type => `${type.resource}.${type.group}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toEqual(
      expect.arrayContaining([
        'namespaces.',
        'rolebindings.rbac.authorization.k8s.io',
      ]),
    );
    expect(keys).not.toContain('secrets.');
    expect(keys).not.toContain('configmaps.');
  });

  it('watches of ConfigMaps only the one that lists the images', () => {
    const only = { namespace: 'platform', name: 'images' };
    expect(
      kindRegistry
        .watchedTypes([], { imagesConfigMap: only })
        .filter(type => type.only || type.resource === 'configmaps'),
    ).toEqual([expect.objectContaining({ resource: 'configmaps', only })]);
  });
});
