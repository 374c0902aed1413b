import { mkdtemp, readFile, rm } from 'node:fs/promises';
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
import { actingAuthFactory } from '@kubedc/backstage-plugin-kubedc-node/testUtils';
import {
  kubernetesIdentity,
  startSandbox,
  type Sandbox,
} from '@kubedc/sandbox';
import { signInAt } from '@kubedc/sandbox/oidc-testing';
import request from 'supertest';
import { orderBucketTemplate } from './__testUtils__/orderBucketTemplate';
import kubedcModule from '.';

async function eventually<T>(look: () => Promise<T | undefined | false>) {
  // A little less than a test may take.
  const deadline = Date.now() + 220_000;
  for (;;) {
    const found = await look();
    if (found) {
      return found;
    }
    if (Date.now() > deadline) {
      throw new Error(`It did not get so: ${look}`);
    }
    await new Promise(resolve => {
      setTimeout(resolve, 50);
    });
  }
}

/** The whole portal behind a template, on a platform that takes people by impersonation or by their own tokens. */
function templatesOn(mode: 'impersonate' | 'oidc') {
  let dir: string;
  let sandbox: Sandbox;
  let backend: TestBackend;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'kubedc-template-'));
    sandbox = await startSandbox({
      dir,
      port: 0,
      speed: 'fast',
      ...(mode === 'oidc' && { oidcPort: 0 }),
    });
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
        actingAuthFactory,
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
                sandbox: {
                  kubeconfig: join(dir, 'kubeconfig', 'portal.yaml'),
                  identity: mode,
                  ...(sandbox.oidc && {
                    oidc: {
                      issuer: sandbox.oidc.issuer('{realm}'),
                      clientId: 'backstage',
                    },
                  }),
                },
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

  /** How a task has ended, now or after it was retried. */
  async function outcome(id: string, person?: string) {
    const path = `/api/scaffolder/v2/tasks/${id}`;
    const task = await eventually(async () => {
      const answer = await call('get', path, person);
      return ['completed', 'failed'].includes(answer.body.status)
        ? answer.body
        : undefined;
    });
    const events = await call('get', `${path}/events`, person);
    return {
      id,
      status: task.status as string,
      text: JSON.stringify(events.body),
      output: events.body.find(
        ({ type }: { type: string }) => type === 'completion',
      )?.body.output,
    };
  }

  async function order(values: object, person?: string) {
    const { body } = await call('post', '/api/scaffolder/v2/tasks', person)
      .send({ templateRef: 'template:default/order-bucket', values })
      .expect(201);
    return outcome(body.id, person);
  }

  return {
    call,
    entity,
    order,
    async retry(id: string) {
      await call('post', `/api/scaffolder/v2/tasks/${id}/retry`)
        .send({})
        .expect(201);
      return outcome(id);
    },
    /** Alice's own token, fresh from the sign-in server. */
    async token(): Promise<string> {
      const ca = await readFile(join(dir, 'ca.crt'), 'utf8');
      const issuer = sandbox.oidc!.issuer('acme');
      return (await signInAt(issuer, 'alice', ca)).access;
    },
  };
}

describe('a template with a Kube-DC action', () => {
  const { entity, order } = templatesOn('impersonate');

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

/** A token that the sign-in server never made: the API server takes it as little as one that has ended. */
function refusedToken(token: string): string {
  const [header, payload] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  // It ends before any fresh one, so that a fresh one takes its place.
  claims.exp = Math.floor(Date.now() / 1000) + 60;
  const changed = Buffer.from(JSON.stringify(claims)).toString('base64url');
  return `${header}.${changed}.c2lnbmF0dXJl`;
}

describe('a template on a platform that takes only people’s own tokens', () => {
  const { call, entity, order, retry, token } = templatesOn('oidc');

  const grants = (path: string, own: string, body: object) =>
    call('post', `/api/kubedc/grants${path}`)
      .set('kubedc-token', own)
      .send(body);
  const grant = async (own: string, ...operations: string[]) => {
    const { body } = await grants('', own, { operations }).expect(201);
    return body.id as string;
  };

  it('acts as the person by the grant that the form asked for', async () => {
    const own = await token();
    const { status, text } = await order({
      project: 'acme/dev',
      name: 'granted',
      grant: await grant(own, 'bucket:create'),
    });

    expect(status).toBe('completed');
    await expect(entity('resource:acme-dev/bucket.granted')).resolves.toBe(200);
    expect(text).not.toContain(own.split('.')[2]);
  });

  it('says what a template lacks that does not ask for one', async () => {
    const { status, text } = await order({ project: 'acme/dev', name: 'bare' });

    expect(status).toBe('failed');
    expect(text).toContain('with the field KubeDcGrant');
  });

  it("stops when the person's session ended, and Retry goes on with the fresh one", async () => {
    const own = await token();
    const id = await grant(refusedToken(own), 'bucket:create');
    const stopped = await order({
      project: 'acme/dev',
      name: 'retried',
      grant: id,
    });
    expect(stopped.status).toBe('failed');
    expect(stopped.text).toContain('Your session ended; press Retry');
    await expect(entity('resource:acme-dev/bucket.retried')).resolves.toBe(404);

    // What the open portal does of itself.
    await grants('/renew', await token(), {}).expect(200);
    const { status } = await retry(stopped.id);
    expect(status).toBe('completed');
    await expect(entity('resource:acme-dev/bucket.retried')).resolves.toBe(200);
  });

  it('does nothing that the grant is not for', async () => {
    const { status, text } = await order({
      project: 'acme/dev',
      name: 'misused',
      grant: await grant(await token(), 'project:create'),
    });

    expect(status).toBe('failed');
    expect(text).toContain("You gave no leave for 'bucket:create'");
  });
});
