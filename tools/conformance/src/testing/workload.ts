import { ContractServer } from './contract';

/** What a container asks for. */
export interface Resources {
  requests?: Record<string, string>;
  limits?: Record<string, string>;
}

/** A container of a pod that no kubelet will run. */
export function container(name: string, resources?: Resources) {
  return { name, image: 'registry.example/app:1', resources };
}

/** A pod with one container. */
export function pod(name: string, resources?: Resources, spec: object = {}) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: { containers: [container('app', resources)], ...spec },
  };
}

/** A claim for storage. */
export function claim(name: string, storage: string, spec: object = {}) {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage } },
      ...spec,
    },
  };
}

/** A namespace in which pods can be made: its service account is there. */
export async function podNamespace(server: ContractServer): Promise<string> {
  const namespace = await server.namespace();
  await server.api.until(
    `/api/v1/namespaces/${namespace}/serviceaccounts/default`,
    ({ code }) => code === 200,
  );
  return namespace;
}
