import { adaptJson } from '../../cel';
import { celTypes, listOf, mapOf, objectOf } from '../../cel/types/celType';
import { JsonEntries, ListValue, MapValue } from '../../cel/values/collections';
import { parseTimestamp, Timestamp } from '../../cel/values/time';
import { Value } from '../../cel/values/value';
import { Resource } from '../../scheme/resource';
import { isObject, JsonObject, KubeObject } from '../../types';
import { AdmissionRequest } from '../admissionPlugin';

const { string, int, bool, dyn, timestamp } = celTypes;
const strings = listOf(string);
const stringMap = mapOf(string, string);

const kind = objectOf('kubernetes.GroupVersionKind', {
  group: string,
  version: string,
  kind: string,
});
const resource = objectOf('kubernetes.GroupVersionResource', {
  group: string,
  version: string,
  resource: string,
});

/** The type of the variable `request`. */
export const requestType = objectOf('kubernetes.AdmissionRequest', {
  kind,
  resource,
  subResource: string,
  requestKind: kind,
  requestResource: resource,
  requestSubResource: string,
  name: string,
  namespace: string,
  operation: string,
  userInfo: objectOf('kubernetes.UserInfo', {
    username: string,
    uid: string,
    groups: strings,
    extra: mapOf(string, strings),
  }),
  dryRun: bool,
  options: dyn,
});

/** The type of the variable `namespaceObject`. */
export const namespaceType = objectOf('kubernetes.Namespace', {
  metadata: objectOf('kubernetes.NamespaceMetadata', {
    name: string,
    generateName: string,
    namespace: string,
    labels: stringMap,
    annotations: stringMap,
    UID: string,
    creationTimestamp: timestamp,
    deletionGracePeriodSeconds: int,
    deletionTimestamp: timestamp,
    generation: int,
    resourceVersion: string,
    finalizers: strings,
  }),
  spec: objectOf('kubernetes.NamespaceSpec', { finalizers: strings }),
  status: objectOf('kubernetes.NamespaceStatus', {
    conditions: listOf(
      objectOf('kubernetes.NamespaceCondition', {
        status: string,
        type: string,
        lastTransitionTime: timestamp,
        message: string,
        reason: string,
      }),
    ),
    phase: string,
  }),
});

const TIMES = new Set([
  'creationTimestamp',
  'deletionTimestamp',
  'lastTransitionTime',
]);

/** Makes values of JSON in which some texts are moments. */
function adaptTimed(raw: unknown): Value {
  if (raw instanceof Timestamp) {
    return raw;
  }
  if (Array.isArray(raw)) {
    return new ListValue(raw, adaptTimed);
  }
  if (!isObject(raw)) {
    return adaptJson(raw);
  }
  const timed = Object.fromEntries(
    Object.entries(raw).map(([key, value]) => [
      key,
      TIMES.has(key) && typeof value === 'string'
        ? parseTimestamp(value) ?? value
        : value,
    ]),
  );
  return new MapValue(new JsonEntries(timed, adaptTimed));
}

const OPTIONS: Record<AdmissionRequest['operation'], string> = {
  CREATE: 'CreateOptions',
  UPDATE: 'UpdateOptions',
  DELETE: 'DeleteOptions',
  CONNECT: 'ConnectOptions',
};

function withoutEmpty(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value).filter(
      ([, item]) => item !== undefined && item !== '',
    ),
  );
}

/** The variable `request`. */
export function requestValue(
  request: AdmissionRequest,
  matched: Resource,
): Value {
  const { user, operation, subresource, requestKind } = request;
  const sub = subresource && { subResource: subresource };
  const asked = request.resource;
  const kindOf = ({ group, version, kind: name }: Resource) =>
    requestKind ?? { group, version, kind: name };
  const resourceOf = ({ group, version, resource: name }: Resource) => ({
    group,
    version,
    resource: name,
  });
  return adaptJson({
    kind: kindOf(matched),
    resource: resourceOf(matched),
    ...sub,
    requestKind: kindOf(asked),
    requestResource: resourceOf(asked),
    ...(subresource && { requestSubResource: subresource }),
    ...withoutEmpty({ name: request.name, namespace: request.namespace }),
    operation,
    userInfo: withoutEmpty({
      username: user.name,
      uid: user.uid,
      groups: user.groups.length ? user.groups : undefined,
      extra: user.extra,
    }),
    dryRun: request.dryRun,
    options: {
      kind: OPTIONS[operation],
      apiVersion: 'meta.k8s.io/v1',
      ...(request.dryRun && { dryRun: ['All'] }),
      ...request.options,
    },
  });
}

/** The variable `namespaceObject`. */
export function namespaceValue(namespace: KubeObject | undefined): Value {
  return namespace ? adaptTimed(namespace) : null;
}

/** An object as expressions of policies see it: its types are not checked. */
export function objectValue(value: KubeObject | undefined): Value {
  return value ? adaptJson(value) : null;
}
