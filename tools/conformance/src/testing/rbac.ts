import { ApiClient } from '@kubedc/embedded-apiserver/testing';
import { ContractServer } from './contract';

const API = 'rbac.authorization.k8s.io';

/** Where the objects of RBAC are. */
export const RBAC = `/apis/${API}/v1`;

export interface Rule {
  verbs: string[];
  apiGroups?: string[];
  resources?: string[];
  resourceNames?: string[];
  nonResourceURLs?: string[];
}

/** A role; of a cluster when it is made in no namespace. */
export function role(name: string, ...rules: Rule[]) {
  return { metadata: { name }, rules };
}

/** A rule for resources of the core group. */
export function allow(verbs: string, resources: string, names?: string): Rule {
  return {
    verbs: verbs.split(' '),
    apiGroups: [''],
    resources: resources.split(' '),
    ...(names && { resourceNames: names.split(' ') }),
  };
}

export interface Subject {
  kind: string;
  name: string;
  namespace?: string;
}

export const user = (name: string): Subject => ({ kind: 'User', name });
export const group = (name: string): Subject => ({ kind: 'Group', name });

/** A binding of `Role/name` or `ClusterRole/name`. */
export function binding(name: string, ref: string, ...subjects: Subject[]) {
  const [kind, roleName] = ref.split('/');
  return {
    metadata: { name },
    roleRef: { apiGroup: API, kind, name: roleName },
    subjects,
  };
}

/** Makes an object of RBAC, which goes away with the server's turn. */
export async function grant(
  server: ContractServer,
  resource: string,
  object: { metadata: { name: string } },
): Promise<void> {
  const { api } = server;
  const { code, text } = await api.post(`${RBAC}/${resource}`, object);
  expect([code, text]).toEqual([201, text]);
  server.atEnd(() => api.delete(`${RBAC}/${resource}/${object.metadata.name}`));
}

/** What somebody may be asked for in a review. */
export interface Attributes {
  verb: string;
  resource?: string;
  group?: string;
  subresource?: string;
  namespace?: string;
  name?: string;
  path?: string;
}

function access({ path, ...resource }: Attributes) {
  return path
    ? { nonResourceAttributes: { path, verb: resource.verb } }
    : { resourceAttributes: resource };
}

/** Asks whether the owner of a token may do something. */
export async function may(
  api: ApiClient,
  token: string,
  attributes: Attributes,
): Promise<{ allowed: boolean; reason?: string }> {
  const { body } = await api.post(
    '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    { spec: access(attributes) },
    { token },
  );
  return body.status;
}

/** Waits until a new right has come to the server's knowledge. */
export async function untilMay(
  api: ApiClient,
  token: string,
  attributes: Attributes,
): Promise<void> {
  await untilTrue(async () => (await may(api, token, attributes)).allowed);
}

/** Asks again and again until the answer is yes. */
export async function untilTrue(ask: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 120_000;
  while (!(await ask())) {
    if (Date.now() > deadline) {
      throw new Error('the answer stayed no');
    }
    await new Promise(resolve => {
      setTimeout(resolve, 20);
    });
  }
}
