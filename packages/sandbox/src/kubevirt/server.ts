import { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import { AddressInfo } from 'node:net';
import { virtualMachineInstances } from '../kinds';
import { CertificateAuthority } from '../pki/certificateAuthority';
import { KubeClient } from '../runtime/client';
import { ApiError } from '../runtime/errors';
import { Logger } from '../runtime/logger';
import { apiServices, resource, services } from '../runtime/resources';
import { KubeObject, ObjectKey } from '../runtime/types';
import { discoveryDocument } from './discovery';
import { LifecycleAction, lifecycleActions, parseOptions } from './lifecycle';
import {
  ProxyTrust,
  RequestIdentity,
  identityOf,
  readProxyTrust,
} from './requestIdentity';
import { SubresourceError, conflict, notFound } from './subresourceError';

const PATH =
  /^\/apis\/subresources\.kubevirt\.io\/v1\/namespaces\/([^/]+)\/(virtualmachines|virtualmachineinstances)\/([^/]+)\/([^/]+)$/;

const MAX_BODY_BYTES = 1024 * 1024;

const subjectAccessReviews = resource(
  'authorization.k8s.io',
  'v1',
  'SubjectAccessReview',
  { namespaced: false },
);

/** A running server of KubeVirt's subresources. */
export type SubresourceServer = { port: number; stop(): Promise<void> };

/**
 * Serves `subresources.kubevirt.io` and registers it with the API server as an
 * aggregated API.
 */
export async function startSubresourceServer(options: {
  client: KubeClient;
  authority: CertificateAuthority;
  logger: Logger;
}): Promise<SubresourceServer> {
  const { client, authority, logger } = options;
  const { certificate, key } = await authority.issue([
    'virt-api.kube-dc.svc',
    'localhost',
    '127.0.0.1',
  ]);
  const trust = await readProxyTrust(client);
  if (trust.clientCa === undefined) {
    logger.debug(
      'the API server has no client certificate for aggregated APIs; its headers are believed on this machine',
    );
  }
  const server = https.createServer(
    {
      cert: certificate,
      key,
      requestCert: trust.clientCa !== undefined,
      rejectUnauthorized: false,
      ca: trust.clientCa,
    },
    (request, response) => {
      answer(request, client, trust).then(
        ({ code, body }) => send(response, code, body),
        error => {
          const refusal = toRefusal(error);
          if (refusal.code >= 500) {
            logger.warn(`${request.method} ${request.url}: ${error}`);
          }
          send(response, refusal.code, refusal.status);
        },
      );
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await register(client, port, authority.certificate);
  return {
    port,
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function register(
  client: KubeClient,
  port: number,
  certificate: string,
): Promise<void> {
  await client.ensure(services, {
    metadata: { name: 'virt-api', namespace: 'kube-dc' },
    spec: {
      type: 'ExternalName',
      externalName: 'localhost',
      ports: [{ port, protocol: 'TCP' }],
    },
  });
  await client.ensure(apiServices, {
    metadata: { name: 'v1.subresources.kubevirt.io' },
    spec: {
      group: 'subresources.kubevirt.io',
      version: 'v1',
      groupPriorityMinimum: 1000,
      versionPriority: 15,
      service: { name: 'virt-api', namespace: 'kube-dc', port },
      caBundle: Buffer.from(certificate).toString('base64'),
    },
  });
}

async function answer(
  request: IncomingMessage,
  client: KubeClient,
  trust: ProxyTrust,
): Promise<{ code: number; body?: object }> {
  const path = new URL(request.url ?? '/', 'https://localhost').pathname;
  const document = discoveryDocument(path);
  if (document && request.method === 'GET') {
    return { code: 200, body: document };
  }
  if (path === '/healthz' || path === '/readyz' || path === '/livez') {
    return { code: 200 };
  }
  const match = PATH.exec(path);
  if (!match) {
    throw new SubresourceError(404, 'NotFound', `no such path: ${path}`);
  }
  const identity = identityOf(request, trust);
  if (!identity) {
    throw new SubresourceError(401, 'Unauthorized', 'Unauthorized');
  }
  const [, namespace, plural, name, subresource] = match.map(part =>
    decodeURIComponent(part ?? ''),
  );
  const key = { namespace, name };
  const action = new Map<string, LifecycleAction>(
    Object.entries(lifecycleActions[plural as keyof typeof lifecycleActions]),
  ).get(subresource);
  if (action && request.method === 'PUT') {
    await authorize(client, identity, 'update', plural, subresource, key);
    await action(client, key, parseOptions(await readBody(request)));
    return { code: 202 };
  }
  if (
    plural === 'virtualmachineinstances' &&
    subresource === 'guestosinfo' &&
    request.method === 'GET'
  ) {
    await authorize(client, identity, 'get', plural, subresource, key);
    return { code: 200, body: await guestInfo(client, key) };
  }
  throw action
    ? new SubresourceError(
        405,
        'MethodNotAllowed',
        `${plural}/${subresource} takes PUT`,
      )
    : new SubresourceError(
        404,
        'NotFound',
        `${plural}/${subresource} is not served`,
      );
}

async function authorize(
  client: KubeClient,
  identity: RequestIdentity,
  verb: string,
  plural: string,
  subresource: string,
  key: ObjectKey,
): Promise<void> {
  const review: KubeObject<object, { allowed?: boolean }> =
    (await client.create(subjectAccessReviews, {
      metadata: { name: '' },
      spec: {
        user: identity.user,
        groups: identity.groups,
        extra: identity.extra,
        resourceAttributes: {
          group: 'subresources.kubevirt.io',
          version: 'v1',
          resource: plural,
          subresource,
          verb,
          ...key,
        },
      },
    })) as KubeObject<object, { allowed?: boolean }>;
  if (!review.status?.allowed) {
    throw new SubresourceError(
      403,
      'Forbidden',
      `${plural}.subresources.kubevirt.io "${key.name}" is forbidden: User "${identity.user}" cannot ${verb} resource "${plural}/${subresource}" in API group "subresources.kubevirt.io" in the namespace "${key.namespace}"`,
    );
  }
}

async function guestInfo(client: KubeClient, key: ObjectKey): Promise<object> {
  const instance = await client.get(virtualMachineInstances, key);
  if (!instance) {
    throw notFound('virtualmachineinstance', key.name);
  }
  const os = instance.status?.guestOSInfo;
  if (!os?.id) {
    throw conflict(
      'virtualmachineinstance',
      key.name,
      'VMI does not have guest agent connected',
    );
  }
  return {
    kind: 'VirtualMachineInstanceGuestAgentInfo',
    apiVersion: 'subresources.kubevirt.io/v1',
    guestAgentVersion: '8.2.2',
    hostname: key.name,
    os,
    timezone: 'UTC, 0',
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > MAX_BODY_BYTES) {
      throw new SubresourceError(
        413,
        'RequestEntityTooLarge',
        `the body is larger than ${MAX_BODY_BYTES} bytes`,
      );
    }
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function toRefusal(error: unknown): SubresourceError {
  if (error instanceof SubresourceError) {
    return error;
  }
  if (error instanceof ApiError) {
    return new SubresourceError(error.code, error.reason, error.message);
  }
  return new SubresourceError(500, 'InternalError', String(error));
}

function send(response: ServerResponse, code: number, body?: object): void {
  response.writeHead(code, { 'content-type': 'application/json' });
  response.end(body ? JSON.stringify(body) : undefined);
}
