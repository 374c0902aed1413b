import {
  namespaceType,
  projectType,
  resourceKeyOf,
  type KubernetesObject,
  type ResourceType,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { Mirror } from '../../mirror/types';
import { findProjectNamespace } from './createOperationContext';

const namespace = (name: string, project: string): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name,
    labels: { 'kube-dc.com/project': '' },
    annotations: { 'kube-dc.com/project': project },
  },
});

const project = (organization: string, name: string, backing?: string) => ({
  apiVersion: 'kube-dc.com/v1',
  kind: 'Project',
  metadata: { namespace: organization, name },
  status: { namespace: backing },
});

function mirrorOf(
  namespaces: KubernetesObject[],
  projects: KubernetesObject[] = [],
) {
  const all = (type: ResourceType) =>
    ({
      [resourceKeyOf(namespaceType)]: namespaces,
      [resourceKeyOf(projectType)]: projects,
    }[resourceKeyOf(type)] ?? []);
  const list = jest.fn(all);
  const get = (type: ResourceType, where: string | undefined, name: string) =>
    all(type).find(
      ({ metadata }) => metadata.namespace === where && metadata.name === name,
    );
  return { list, get } as unknown as Mirror & { list: jest.Mock };
}

describe('findProjectNamespace', () => {
  it('looks at no other namespace where the project tells its own', () => {
    const mirror = mirrorOf(
      [namespace('one', 'acme/dev'), namespace('two', 'acme/prod')],
      [project('acme', 'prod', 'two')],
    );
    expect(findProjectNamespace(mirror, 'acme/prod')).toBe('two');
    expect(mirror.list).not.toHaveBeenCalled();
  });

  it.each([
    ['is not known', []],
    ['tells nothing yet', [project('acme', 'prod')]],
    ["claims another project's", [project('acme', 'prod', 'one')]],
    ['tells one that is not there', [project('acme', 'prod', 'three')]],
  ])('goes by the namespaces where the project %s', (_, projects) => {
    const mirror = mirrorOf(
      [namespace('one', 'acme/dev'), namespace('two', 'acme/prod')],
      projects,
    );
    expect(findProjectNamespace(mirror, 'acme/prod')).toBe('two');
  });

  it.each(['acme/none', 'acme', '', 'acme/prod/more'])(
    'finds nothing for %j',
    wanted => {
      const mirror = mirrorOf([namespace('two', 'acme/prod')]);
      expect(findProjectNamespace(mirror, wanted)).toBeUndefined();
    },
  );
});
