import { Answer, ApiClient } from '@kubedc/embedded-apiserver/testing';
import { BuiltinStep } from './builtinSteps';
import { Step } from './steps';

/** The object that all steps are about. */
export interface Target {
  path: string;
  apiVersion: string;
  kind: string;
  name: string;
}

function query({ manager, force, dryRun, verb }: Step): string {
  const isApply = verb === 'apply' || verb === 'statusApply';
  return [
    `fieldManager=${manager}`,
    ...(isApply && force ? ['force=true'] : []),
    ...(dryRun ? ['dryRun=All'] : []),
  ].join('&');
}

async function update(
  api: ApiClient,
  target: Target,
  step: Step,
): Promise<Answer> {
  const { path, name, apiVersion, kind } = target;
  const { labels, spec, owners } = step;
  const { code, body } = await api.get(`${path}/${name}`);
  const sent = {
    apiVersion,
    kind,
    metadata: {
      name,
      ...(labels && { labels }),
      ...(code === 200 && { resourceVersion: body.metadata.resourceVersion }),
      ...(owners === 'keep' && code === 200
        ? { managedFields: body.metadata.managedFields }
        : {}),
      ...(owners === 'reset' && { managedFields: [] }),
    },
    ...(spec && { spec }),
  };
  return code === 200
    ? api.put(`${path}/${name}?${query(step)}`, sent)
    : api.post(`${path}?${query(step)}`, sent);
}

/** Takes a step on one server. */
export async function perform(
  api: ApiClient,
  target: Target,
  step: Step,
): Promise<Answer> {
  const { path, name, apiVersion, kind } = target;
  const { verb, labels, spec, status } = step;
  const url = `${path}/${name}?${query(step)}`;
  const statusUrl = `${path}/${name}/status?${query(step)}`;
  const metadata = { name, ...(labels && { labels }) };
  switch (verb) {
    case 'apply':
      return api.patch(url, 'apply', {
        apiVersion,
        kind,
        metadata,
        ...(spec && { spec }),
        ...(status && { status }),
      });
    case 'update':
      return update(api, target, step);
    case 'merge':
      return api.patch(url, 'merge', { metadata, spec });
    case 'json':
      return api.patch(url, 'json', [
        { op: 'add', path: '/spec', value: spec ?? {} },
      ]);
    case 'statusMerge':
      return api.patch(statusUrl, 'merge', { metadata, spec, status });
    default:
      return api.patch(statusUrl, 'apply', {
        apiVersion,
        kind,
        metadata: { name },
        ...(status && { status }),
      });
  }
}

/** Takes a step with an object of a built-in kind on one server. */
export async function performBuiltin(
  api: ApiClient,
  { path, name, apiVersion, kind }: Target,
  { verb, manager, force, labels, content }: BuiltinStep,
): Promise<Answer> {
  const object = {
    apiVersion,
    kind,
    metadata: { name, ...(labels && { labels }) },
    ...content,
  };
  const url = `${path}/${name}?fieldManager=${manager}`;
  if (verb === 'apply') {
    return api.patch(`${url}${force ? '&force=true' : ''}`, 'apply', object);
  }
  if (verb === 'merge') {
    return api.patch(url, 'merge', object);
  }
  const replaced = await api.put(url, object);
  return replaced.code === 404
    ? api.post(`${path}?fieldManager=${manager}`, object)
    : replaced;
}

type Json = Record<string, unknown>;

function ownerKey(entry: Json): string {
  const { operation, manager, apiVersion, subresource } = entry;
  return [operation, manager, apiVersion, subresource].join(' ');
}

const SYSTEM = 'kube-controller-manager';

/**
 * What is owned but by the controllers of the system, which only one of the
 * servers has. Two servers may be in different seconds, which orders the
 * owners.
 */
function ownersOf(entries: Json[]): Json[] {
  return entries
    .filter(({ manager }) => manager !== SYSTEM)
    .map(({ time, ...entry }) => ({ ...entry, timed: time !== undefined }))
    .sort((a, b) => (ownerKey(a) < ownerKey(b) ? -1 : 1));
}

const lines = (text: string) => text.split('\n').sort();

/** What of an answer has to be the same on all servers. */
export function comparable({ code, body }: Answer): unknown {
  if (body.kind === 'Status') {
    const { message, reason, details } = body;
    const causes = (details?.causes ?? []).map((cause: unknown) =>
      JSON.stringify(cause),
    );
    return { code, reason, message: lines(message), causes: causes.sort() };
  }
  const { metadata, ...rest } = body;
  const { name, labels, annotations, generation, managedFields } = metadata;
  return {
    code,
    ...rest,
    metadata: {
      name,
      labels,
      annotations,
      generation,
      managedFields: managedFields && ownersOf(managedFields),
    },
  };
}
