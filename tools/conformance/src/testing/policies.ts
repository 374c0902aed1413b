import { Answer } from '@kubedc/embedded-apiserver/testing';
import { ContractServer } from './contract';

const BASE = '/apis/admissionregistration.k8s.io/v1';
export const POLICIES = `${BASE}/validatingadmissionpolicies`;
export const BINDINGS = `${BASE}/validatingadmissionpolicybindings`;

/** Writes of config maps, as a rule of a policy says it. */
export const configMapRule = {
  apiGroups: [''],
  apiVersions: ['v1'],
  operations: ['CREATE', 'UPDATE'],
  resources: ['configmaps'],
};

/** A policy on the config maps of one namespace that is not yet bound. */
export function policy(
  name: string,
  namespace: string,
  spec: { matchConstraints?: object; [key: string]: unknown },
) {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name },
    spec: {
      ...spec,
      matchConstraints: {
        namespaceSelector: {
          matchLabels: { 'kubernetes.io/metadata.name': namespace },
        },
        resourceRules: [configMapRule],
        ...spec.matchConstraints,
      },
    },
  };
}

/** A binding of the policy of the same name. */
export function binding(name: string, spec: object = {}) {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name },
    spec: { policyName: name, validationActions: ['Deny'], ...spec },
  };
}

export const configMap = (
  name: string,
  data: object = {},
  metadata: object = {},
) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, ...metadata },
  data,
});

/** What a policy says, and what tells that it acts when its marker does not. */
export interface Enforced {
  validations?: object[];
  matchConstraints?: object;
  waitFor?: string;
  [key: string]: unknown;
}

/** Asks until an answer is as wanted: a policy acts a moment after it is made. */
export async function untilAnswered(
  ask: () => Promise<Answer>,
  isWanted: (answer: Answer) => boolean,
): Promise<Answer> {
  const deadline = Date.now() + 120_000;
  for (;;) {
    const answer = await ask();
    if (isWanted(answer)) {
      return answer;
    }
    if (Date.now() > deadline) {
      throw new Error(`it stayed ${answer.code}: ${answer.text}`);
    }
  }
}

/**
 * Makes a policy on a new namespace, binds it, and waits until it acts: it
 * refuses a marker too.
 */
export async function enforce(
  server: ContractServer,
  { waitFor, ...spec }: Enforced,
  bindingSpec: object = {},
) {
  const { api } = server;
  const namespace = await server.namespace({ team: 'blue' });
  const name = server.unique('policy');
  const at = `/api/v1/namespaces/${namespace}/configmaps`;
  const text = `${name} acts`;
  const validations = [
    {
      expression: "!has(object.data) || !('marker' in object.data)",
      message: text,
    },
    ...(spec.validations ?? []),
  ];
  const made = policy(name, namespace, { ...spec, validations });
  for (const [url, body] of [
    [POLICIES, made],
    [BINDINGS, binding(name, bindingSpec)],
  ] as const) {
    const answer = await api.post(url, body);
    if (answer.code !== 201) {
      throw new Error(`not made: ${answer.text}`);
    }
    server.atEnd(() => api.delete(`${url}/${name}`));
  }
  await untilAnswered(
    () => api.post(`${at}?dryRun=All`, configMap('marker', { marker: 'x' })),
    ({ body, headers }) =>
      [text, waitFor ?? text].some(
        wanted =>
          String(body.message).includes(wanted) ||
          String(headers.warning).includes(wanted),
      ),
  );
  return { name, namespace, at };
}

const REASONS: Record<number, string> = {
  403: 'Forbidden',
  413: 'RequestEntityTooLarge',
  422: 'Invalid',
};

/** The `Status` by which a policy refuses a config map. */
export function denial(name: string, object: string, text: string, code = 422) {
  const message = `ValidatingAdmissionPolicy '${name}' with binding '${name}' denied request: ${text}`;
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: `configmaps "${object}" is forbidden: ${message}`,
    reason: REASONS[code],
    details: { name: object, kind: 'configmaps', causes: [{ message }] },
    code,
  };
}
