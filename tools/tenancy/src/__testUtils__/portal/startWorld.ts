import {
  HttpsTransport,
  KubernetesClient,
} from '@kubedc/backstage-plugin-kubedc-node';
import type {
  KubernetesObject,
  OperationRun,
} from '@kubedc/backstage-plugin-kubedc-common';
import {
  projectType,
  organizationGroupType,
} from '@kubedc/backstage-plugin-kubedc-common';
import { startSandbox } from '@kubedc/sandbox';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { marksOf } from '../leaks';
import { MANAGERS, people, PERSON_OF, TENANT, type SignedIn } from '../people';
import type { FacetsAnswer, SearchAnswer } from '../table/answers';
import { keepSetting, notify } from '../table/personal';
import { order } from '../table/scaffolder';
import { untilTrue } from '../testing/untilTrue';
import { startBackend } from './startBackend';
import { tokensOf } from './tokens';
import { World } from './World';

/** Makes the organization's group that the seed has not. */
async function makeManagers(admin: KubernetesClient): Promise<void> {
  const { group, version } = organizationGroupType;
  await admin.create(organizationGroupType, {
    apiVersion: `${group}/${version}`,
    kind: organizationGroupType.kind,
    metadata: { name: MANAGERS, namespace: TENANT },
    spec: { permissions: [{ project: 'prod', roles: ['project-manager'] }] },
  });
}

/** A sandbox, the portal on it, and everybody signed in. */
export async function startWorld(): Promise<{
  world: World;
  stop(): Promise<void>;
}> {
  const dir = await mkdtemp(join(tmpdir(), 'kubedc-tenancy-'));
  const sandbox = await startSandbox({
    dir,
    port: 0,
    oidcPort: 0,
    speed: 'fast',
    people,
  });
  const clients = new Map<string, KubernetesClient>();
  const clientOf = (name: string) => {
    const known = clients.get(name);
    if (known) return known;
    const transport = HttpsTransport.fromSettings({
      type: 'kubeconfig',
      path: join(dir, 'kubeconfig', `${name}.yaml`),
    });
    const client = new KubernetesClient(transport);
    clients.set(name, client);
    return client;
  };
  await makeManagers(clientOf('admin'));

  const { oidc } = sandbox;
  if (!oidc) throw new Error('the sandbox has no sign-in');
  const backend = await startBackend({
    SANDBOX_DIR: dir,
    SANDBOX_PORT: new URL(sandbox.apiServer.url).port,
    SANDBOX_OIDC_PORT: new URL(oidc.issuer(TENANT)).port,
    SANDBOX_OIDC_CLIENT_SECRET: await readFile(oidc.clientSecretFile, 'utf8'),
    SANDBOX_KUBERNETES_TAB_TOKEN: await readFile(
      join(dir, 'kubernetes-tab.token'),
      'utf8',
    ),
  });
  const world = new World({
    url: backend.url,
    tokens: await tokensOf({
      portal: backend.url,
      origin: 'http://localhost:3000',
      ca: await readFile(sandbox.apiServer.caFile, 'utf8'),
    }),
    admin: clientOf('admin'),
    kubernetes: (caller: SignedIn) => clientOf(PERSON_OF[caller]),
  });
  // Everything that is to be kept apart is there before anybody looks.
  const projects = await clientOf('admin').list<KubernetesObject>(projectType);
  await untilTrue('the catalog has all projects', async () => {
    const { body } = await world.ask<FacetsAnswer>('operator', {
      path: '/api/catalog/entity-facets?facet=kind',
    });
    const systems = body.facets?.kind?.find(({ value }) => value === 'System');
    return systems?.count === projects.length;
  });
  await untilTrue('search has all projects', async () => {
    const { body } = await world.ask<SearchAnswer>('operator', {
      path: '/api/search/query?term=&types%5B0%5D=software-catalog&pageLimit=100',
    });
    return (body.results?.length ?? 0) >= 90;
  });
  world.mark(await marksOf(world.admin));
  const { body: run } = await world.ask<OperationRun>('orgAdmin', {
    method: 'POST',
    path: '/api/kubedc/operations/vm%3Arestart',
    body: { input: { namespace: 'acme-prod', name: 'web-2' } },
  });
  world.runOfOrgAdmin = run.runId;
  world.taskOfOrgAdmin = await order(world, 'orgAdmin');
  world.notificationOfOrgAdmin = await notify(world);
  await keepSetting(world);
  return {
    world,
    async stop() {
      await backend.stop();
      await sandbox.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
