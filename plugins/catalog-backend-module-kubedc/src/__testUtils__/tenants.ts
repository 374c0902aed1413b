import {
  namespaceType,
  organizationType,
  PROJECT_NAMESPACE_ANNOTATION,
  PROJECT_NAMESPACE_LABEL,
  projectType,
  type Organization,
  type Project,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { TestPlatform } from './TestPlatform';

/** Makes an organization as the platform would. */
export async function createOrganization(platform: TestPlatform, name: string) {
  await platform.create(namespaceType, { metadata: { name } });
  await platform.create<Organization>(organizationType, {
    metadata: { name, namespace: name },
    spec: { email: `admin@${name}.example` },
    status: { ready: true },
  });
}

/** Makes a project and its backing namespace as the platform would. */
export async function createProject(
  platform: TestPlatform,
  organization: string,
  name: string,
): Promise<string> {
  const namespace = `${organization}-${name}`;
  await platform.create(namespaceType, {
    metadata: {
      name: namespace,
      labels: { [PROJECT_NAMESPACE_LABEL]: '' },
      annotations: {
        [PROJECT_NAMESPACE_ANNOTATION]: `${organization}/${name}`,
      },
    },
  });
  await platform.create<Project>(projectType, {
    metadata: { name, namespace: organization },
    spec: { cidrBlock: '10.0.0.0/20', egressNetworkType: 'cloud' },
    status: { ready: true, namespace },
  });
  return namespace;
}
