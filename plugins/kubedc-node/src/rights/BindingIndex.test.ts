import {
  clusterRoleBindingType,
  namespaceType,
  resourceKeyOf,
  roleBindingType,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { ResourceType } from '@kubedc/backstage-plugin-kubedc-common';
import type { Mirror, MirrorChange } from '../mirror';
import { BindingIndex } from './BindingIndex';
import type { Binding } from './subjects';

const binding = (
  namespace: string | undefined,
  name: string,
  ...subjects: string[]
): Binding => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: namespace ? 'RoleBinding' : 'ClusterRoleBinding',
  metadata: { name, ...(namespace && { namespace }) },
  subjects: subjects.map(subject => {
    const [kind, ...rest] = subject.split('/');
    return { kind, name: rest.join('/') };
  }),
});

const bob = { user: 'acme:bob', groups: ['acme:dev'] };

describe('BindingIndex', () => {
  let tell: (change: Partial<MirrorChange> & { type: ResourceType }) => void;
  const onChange = jest.fn();
  const indexOf = (...bindings: Binding[]) =>
    new BindingIndex(
      {
        list: (type: ResourceType) =>
          resourceKeyOf(type) === resourceKeyOf(roleBindingType)
            ? bindings
            : [],
        hasSynced: () => true,
        subscribe(listener: (change: MirrorChange) => void) {
          tell = change =>
            listener({
              installation: 'test',
              source: 'watch',
              action: 'modified',
              ...change,
            } as MirrorChange);
          return () => {};
        },
      } as Partial<Mirror> as Mirror,
      onChange,
    );
  beforeEach(() => onChange.mockClear());

  it('knows the namespaces of a person, of the groups, and of everybody who is signed in', () => {
    const index = indexOf(
      binding('acme-prod', 'a', 'Group/acme:dev'),
      binding('acme-dev', 'a', 'User/acme:bob', 'Group/acme:dev'),
      binding('shared', 'a', 'Group/system:authenticated'),
      binding('globex-shop', 'a', 'Group/globex:dev', 'User/acme:dev'),
      binding('acme-ci', 'a', 'ServiceAccount/acme:bob'),
      binding('acme-none', 'a'),
    );
    expect(index.namespacesOf(bob)).toEqual([
      'acme-dev',
      'acme-prod',
      'shared',
    ]);
  });

  it('follows bindings that are made, changed and deleted', () => {
    const first = binding('acme-prod', 'first', 'Group/acme:dev');
    const index = indexOf(first, binding('acme-prod', 'second', 'User/x'));
    const second = binding('acme-prod', 'second', 'User/acme:bob');
    tell({
      type: roleBindingType,
      object: second,
      previous: binding('acme-prod', 'second', 'User/x'),
    });
    tell({
      type: roleBindingType,
      action: 'deleted',
      object: first,
      previous: first,
    });
    expect(index.namespacesOf(bob)).toEqual(['acme-prod']);
    expect(index.namespacesOf({ user: 'x', groups: [] })).toEqual([]);
    tell({
      type: roleBindingType,
      action: 'deleted',
      object: second,
      previous: second,
    });
    expect(index.namespacesOf(bob)).toEqual([]);
    tell({
      type: roleBindingType,
      action: 'added',
      object: binding('acme-dev', 'third', 'Group/acme:dev'),
    });
    expect(index.namespacesOf(bob)).toEqual(['acme-dev']);
  });

  it('tells whom a changed binding names and named', () => {
    indexOf();
    tell({
      type: roleBindingType,
      object: binding('acme-prod', 'a', 'User/acme:bob'),
      previous: binding('acme-prod', 'a', 'Group/acme:dev'),
    });
    tell({
      type: clusterRoleBindingType,
      action: 'added',
      object: binding(undefined, 'a', 'Group/platform:admin'),
    });
    tell({ type: namespaceType, object: binding(undefined, 'a', 'User/x') });
    expect(onChange.mock.calls).toEqual([
      [['User/acme:bob', 'Group/acme:dev'], 'acme-prod'],
      [['Group/platform:admin'], undefined],
    ]);
  });

  it('takes a ClusterRoleBinding for no namespace', () => {
    const index = indexOf();
    tell({
      type: clusterRoleBindingType,
      action: 'added',
      object: binding(undefined, 'a', 'User/acme:bob'),
    });
    expect(index.namespacesOf(bob)).toEqual([]);
  });
});
