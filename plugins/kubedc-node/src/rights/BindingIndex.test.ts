import {
  clusterRoleBindingType,
  clusterRoleType,
  namespaceType,
  roleBindingType,
  roleType,
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
  /** By resource. */
  const all = new Map<string, Binding[]>();
  let synced: boolean;
  const indexOf = (...bindings: Binding[]) => {
    if (bindings.length) {
      all.set('rolebindings', bindings);
    }
    return new BindingIndex(
      {
        list: ({ resource }: ResourceType, namespace?: string) =>
          (all.get(resource) ?? []).filter(
            ({ metadata }) =>
              namespace === undefined || metadata.namespace === namespace,
          ),
        hasSynced: () => synced,
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
  };
  beforeEach(() => {
    onChange.mockClear();
    all.clear();
    synced = true;
  });

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

  it('tells whom the bindings of a changed role name', () => {
    const of = (kind: string, name: string, bound: Binding): Binding => ({
      ...bound,
      roleRef: { kind, name },
    });
    all.set('rolebindings', [
      of('Role', 'developer', binding('acme-prod', 'a', 'Group/acme:dev')),
      of('Role', 'other', binding('acme-prod', 'b', 'User/other')),
      of('Role', 'developer', binding('acme-dev', 'c', 'User/elsewhere')),
      of('ClusterRole', 'developer', binding('acme-dev', 'd', 'User/x')),
    ]);
    all.set('clusterrolebindings', [
      of('ClusterRole', 'developer', binding(undefined, 'e', 'User/y')),
      of('ClusterRole', 'other', binding(undefined, 'f', 'User/other')),
    ]);
    indexOf();
    tell({ type: roleType, object: binding('acme-prod', 'developer') });
    expect(onChange.mock.calls).toEqual([[['Group/acme:dev'], 'acme-prod']]);

    onChange.mockClear();
    tell({ type: clusterRoleType, object: binding(undefined, 'developer') });
    expect(onChange.mock.calls).toEqual([[['User/x', 'User/y'], undefined]]);

    onChange.mockClear();
    tell({ type: clusterRoleType, object: binding(undefined, 'unbound') });
    expect(onChange).not.toHaveBeenCalled();

    // As long as roles are read for the first time, nobody was told anything of them.
    synced = false;
    tell({ type: roleType, object: binding('acme-prod', 'developer') });
    expect(onChange).not.toHaveBeenCalled();
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
