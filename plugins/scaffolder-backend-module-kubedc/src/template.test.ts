import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createServiceFactory,
  type BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import scaffolderEntityModel from '@backstage/plugin-catalog-backend-module-scaffolder-entity-model';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import catalogModuleKubedc from '@kubedc/backstage-plugin-catalog-backend-module-kubedc';
// The whole way through the portal is what this test is for.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import kubedcPlugin from '@kubedc/backstage-plugin-kubedc-backend';
import {
  kubedcIdentityServiceRef,
  type IdentityService,
} from '@kubedc/backstage-plugin-kubedc-node';
import {
  kubernetesIdentity,
  startSandbox,
  type Sandbox,
} from '@kubedc/sandbox';
import request from 'supertest';
import { orderBucketTemplate } from './__testUtils__/orderBucketTemplate';
import kubedcModule from '.';

jest.setTimeout(120_000);

async function eventually<T>(look: () => Promise<T | undefined | false>) {
  for (;;) {
    const found = await look();
    if (found) {
      return found;
    }
    await new Promise(resolve => {
      setTimeout(resolve, 50);
    });
  }
}

describe('a template with a Kube-DC action', () => {
  let dir: string;
  let sandbox: Sandbox;
  let backend: TestBackend;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'kubedc-template-'));
    sandbox = await startSandbox({ dir, port: 0, speed: 'fast' });
    const identity: IdentityService = {
      async find(credentials) {
        const { userEntityRef } =
          credentials.principal as BackstageUserPrincipal;
        const person = sandbox.people.find(
          ({ realm, name }) => userEntityRef === `user:${realm}/${name}`,
        );
        return (
          person && { installation: 'sandbox', ...kubernetesIdentity(person) }
        );
      },
      async require(credentials) {
        return (await identity.find(credentials))!;
      },
    };
    backend = await startTestBackend({
      features: [
        catalogPlugin,
        scaffolderEntityModel,
        catalogModuleKubedc,
        orderBucketTemplate,
        scaffolderPlugin,
        kubedcModule,
        kubedcPlugin,
        createServiceFactory({
          service: kubedcIdentityServiceRef,
          deps: {},
          factory: () => identity,
        }),
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost:0' },
            catalog: {
              stitchingStrategy: { pollingInterval: { milliseconds: 100 } },
            },
            kubedc: {
              installations: {
                sandbox: { kubeconfig: join(dir, 'kubeconfig', 'portal.yaml') },
              },
            },
          },
        }),
      ],
    });
    await eventually(async () => (await entity('system:acme/dev')) !== 404);
    await eventually(
      async () => (await entity('template:default/order-bucket')) !== 404,
    );
  });

  afterAll(async () => {
    await backend?.stop();
    await sandbox?.stop();
    await rm(dir, { recursive: true, force: true });
  });

  const call = (method: 'get' | 'post', path: string, person = 'acme/alice') =>
    request(backend.server)
      [method](path)
      .set('authorization', mockCredentials.user.header(`user:${person}`));

  async function entity(ref: string): Promise<number> {
    const [kind, name] = ref.split(':');
    const { status } = await call(
      'get',
      `/api/catalog/entities/by-name/${kind}/${name}`,
    );
    return status;
  }

  async function order(values: object, person?: string) {
    const { body } = await call('post', '/api/scaffolder/v2/tasks', person)
      .send({ templateRef: 'template:default/order-bucket', values })
      .expect(201);
    const task = await eventually(async () => {
      const answer = await call(
        'get',
        `/api/scaffolder/v2/tasks/${body.id}`,
        person,
      );
      return ['completed', 'failed'].includes(answer.body.status)
        ? answer.body
        : undefined;
    });
    const events = await call(
      'get',
      `/api/scaffolder/v2/tasks/${body.id}/events`,
      person,
    );
    return {
      status: task.status as string,
      text: JSON.stringify(events.body),
      output: events.body.find(
        ({ type }: { type: string }) => type === 'completion',
      )?.body.output,
    };
  }

  it('ends when the bucket is bound, with a link that works at that moment', async () => {
    const { status, text, output } = await order({
      project: 'acme/dev',
      name: 'ordered',
    });

    expect(status).toBe('completed');
    expect(output.links).toEqual([
      { title: 'Open', entityRef: 'resource:acme-dev/bucket.ordered' },
    ]);
    await expect(entity('resource:acme-dev/bucket.ordered')).resolves.toBe(200);
    expect(text).toContain('Create bucket ordered');
  });

  it("fails with the API server's sentence when the name is taken", async () => {
    const { status, text } = await order({
      project: 'acme/dev',
      name: 'ordered',
    });

    expect(status).toBe('failed');
    expect(text).toContain('already exists');
  });

  it("acts as whoever ordered, and refuses another tenant's project", async () => {
    const { status, text } = await order(
      { project: 'acme/dev', name: 'spy' },
      'globex/dave',
    );

    expect(status).toBe('failed');
    expect(text).toContain('globex:dave');
    await expect(entity('resource:acme-dev/bucket.spy')).resolves.toBe(404);
  });
});
