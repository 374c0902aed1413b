import {
  namespaceType,
  organizationType,
  projectType,
  resourceKeyOf,
  type KubernetesObject,
  type RelatedObjects,
  type ResourceType,
} from '@kubedc/backstage-plugin-kubedc-common';
import {
  namespaceOfProject,
  organizationOfNamespace,
  projectOfNamespace,
  resolveProjectNamespace,
} from './projects';

type Entry = [ResourceType, object];

function objects(...entries: Entry[]): RelatedObjects {
  const of = (type: ResourceType) =>
    entries
      .filter(([candidate]) => resourceKeyOf(candidate) === resourceKeyOf(type))
      .map(([, object]) => object as KubernetesObject);
  return {
    get: (type, namespace, name) =>
      of(type).find(
        ({ metadata }) =>
          metadata.name === name && metadata.namespace === namespace,
      ) as never,
    list: (type, namespace) =>
      of(type).filter(
        ({ metadata }) =>
          namespace === undefined || metadata.namespace === namespace,
      ) as never,
  };
}

const project = (
  organization: string,
  name: string,
  namespace?: string,
): Entry => [
  projectType,
  { metadata: { name, namespace: organization }, status: { namespace } },
];
const backing = (name: string, owner?: string): Entry => [
  namespaceType,
  {
    metadata: {
      name,
      labels: owner && { 'kube-dc.com/project': '' },
      annotations: owner && { 'kube-dc.com/project': owner },
    },
  },
];
const organization = (name: string): Entry => [
  organizationType,
  { metadata: { name, namespace: name } },
];

describe('projects', () => {
  it('reads the project from the namespace, never from its name', () => {
    const platform = objects(
      project('a-b', 'c', 'a-b-c'),
      backing('a-b-c', 'a-b/c'),
      project('a', 'b-c'),
    );
    expect(projectOfNamespace(platform, 'a-b-c')).toEqual({
      organization: 'a-b',
      project: 'c',
    });
    expect(resolveProjectNamespace(platform, 'a-b/c')).toBe('a-b-c');
    expect(() => resolveProjectNamespace(platform, 'a/b-c')).toThrow(
      "project 'a/b-c' is not ready",
    );
  });

  it('reads the status of projects where namespaces cannot be read', () => {
    const platform = objects(project('acme', 'prod', 'acme-prod'));
    expect(projectOfNamespace(platform, 'acme-prod')).toEqual({
      organization: 'acme',
      project: 'prod',
    });
  });

  it('does not believe a status about a namespace of another project', () => {
    const platform = objects(
      project('acme', 'evil', 'globex-shop'),
      backing('globex-shop', 'globex/shop'),
    );
    expect(
      namespaceOfProject(platform, { organization: 'acme', project: 'evil' }),
    ).toBeUndefined();
    expect(organizationOfNamespace(platform, 'globex-shop')).toBe('globex');
  });

  it('knows the namespaces of organizations', () => {
    const platform = objects(
      organization('acme'),
      backing('acme'),
      backing('kube-system'),
    );
    expect(organizationOfNamespace(platform, 'acme')).toBe('acme');
    expect(organizationOfNamespace(platform, 'kube-system')).toBeUndefined();
  });

  it.each([
    ['prod', "must be written as '{organization}/{project}'"],
    ['acme/prod/x', "must be written as '{organization}/{project}'"],
    ['acme/nothing', "project 'acme/nothing' does not exist"],
  ])('refuses %s and names the field', (name, message) => {
    expect(() => resolveProjectNamespace(objects(), name)).toThrow(message);
  });
});
