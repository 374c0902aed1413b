import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DefaultAuditorService } from '@backstage/backend-defaults/auditor';
import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  type TestDatabaseId,
  type TestDatabases,
} from '@backstage/backend-test-utils';
import { HttpsTransport } from '@kubedc/backstage-plugin-kubedc-node';
import { startSandbox } from '@kubedc/sandbox';
import { TestBrowser } from '@kubedc/sandbox/oidc-testing';
import type { Knex } from 'knex';
import { dumpDatabase } from './dumpDatabase';
import { orderVmTemplate } from './orderVmTemplate';
import { Recorder } from './Recorder';
import { APP_ORIGIN, signInAtPortal, type Session } from './signInAtPortal';

/** The whole portal on a platform that takes people's own tokens; what it writes, keeps and answers is recorded. */
export async function startRecordedPortal(
  databases: TestDatabases,
  databaseId: TestDatabaseId,
) {
  const dir = await mkdtemp(join(tmpdir(), 'kubedc-recorded-'));
  const sandbox = await startSandbox({
    dir,
    port: 0,
    oidcPort: 0,
    speed: 'fast',
  });
  const recorder = new Recorder();
  const knexes = new Map<string, Promise<Knex>>();
  const clientSecret = (
    await readFile(sandbox.oidc!.clientSecretFile, 'utf8')
  ).trim();
  const caFile = join(dir, 'ca.crt');
  const backend = await startTestBackend({
    features: [
      import('@backstage/plugin-auth-backend'),
      import('@kubedc/backstage-plugin-auth-backend-module-kubedc'),
      import('@backstage/plugin-permission-backend'),
      import('@kubedc/backstage-plugin-permission-backend-module-kubedc'),
      import('@backstage/plugin-catalog-backend'),
      import(
        '@backstage/plugin-catalog-backend-module-scaffolder-entity-model'
      ),
      import('@kubedc/backstage-plugin-catalog-backend-module-kubedc'),
      import('@backstage/plugin-scaffolder-backend'),
      import('@kubedc/backstage-plugin-scaffolder-backend-module-kubedc'),
      import('@kubedc/backstage-plugin-kubedc-backend'),
      orderVmTemplate,
      authServiceFactory,
      httpAuthServiceFactory,
      permissionsServiceFactory,
      createServiceFactory({
        service: coreServices.rootLogger,
        deps: {},
        factory: () => recorder.logger(),
      }),
      createServiceFactory({
        service: coreServices.auditor,
        deps: {
          plugin: coreServices.pluginMetadata,
          auth: coreServices.auth,
          httpAuth: coreServices.httpAuth,
        },
        factory: deps =>
          DefaultAuditorService.create(
            async event => recorder.add('audit log', event),
            deps,
          ),
      }),
      createServiceFactory({
        service: coreServices.database,
        deps: { plugin: coreServices.pluginMetadata },
        factory: async ({ plugin }) => {
          const id = plugin.getId();
          const knex = knexes.get(id) ?? databases.init(databaseId);
          knexes.set(id, knex);
          return mockServices.database({ knex: await knex });
        },
      }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: APP_ORIGIN },
          backend: { baseUrl: 'http://localhost' },
          permission: { enabled: true },
          auth: {
            environment: 'development',
            session: { secret: 'a-secret-of-this-test-and-of-nothing-else' },
            providers: { kubedc: {} },
          },
          catalog: {
            stitchingStrategy: { pollingInterval: { milliseconds: 100 } },
          },
          kubedc: {
            installations: {
              sandbox: {
                kubeconfig: join(dir, 'kubeconfig', 'portal.yaml'),
                identity: 'oidc',
                oidc: {
                  issuer: sandbox.oidc!.issuer('{realm}'),
                  clientId: 'backstage',
                  clientSecret,
                  caFile,
                },
              },
            },
          },
        },
      }),
    ],
  });
  const url = `http://localhost:${backend.server.port()}`;
  const admin = HttpsTransport.fromSettings({
    type: 'kubeconfig',
    path: join(dir, 'kubeconfig', 'admin.yaml'),
  });

  const signIn = async (organization: string, person: string) =>
    signInAtPortal({
      start: url,
      browser: new TestBrowser(await readFile(caFile, 'utf8')),
      organization,
      person,
    });

  /** Calls as somebody; what is answered is recorded. */
  async function call(
    session: Session,
    method: 'GET' | 'POST',
    path: string,
    body?: string | object,
  ): Promise<{ status: number; text: string; headers: Headers }> {
    const response = await fetch(`${url}/api/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${session.backstageToken}`,
        ...(path.startsWith('kubedc/') && {
          'kubedc-token': session.accessToken,
        }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      body: typeof body === 'object' ? JSON.stringify(body) : body,
    });
    const text = await response.text();
    recorder.add(`answer to ${method} ${path}`, text);
    return { status: response.status, text, headers: response.headers };
  }

  return {
    recorder,
    admin,
    clientSecret,
    signIn,
    call,
    /** The token of the portal's own account. */
    portalToken: async () => {
      const kubeconfig = await readFile(
        join(dir, 'kubeconfig', 'portal.yaml'),
        'utf8',
      );
      return /token: (\S+)/.exec(kubeconfig)![1].replace(/^["']|["']$/g, '');
    },
    /** Records every row of every table of every plugin, and gives the names of the tables. */
    async recordDatabases(): Promise<string[]> {
      const tables: string[] = [];
      for (const [plugin, knex] of knexes) {
        for (const { table, rows } of await dumpDatabase(await knex)) {
          recorder.add(`table ${plugin}.${table}`, rows);
          tables.push(`${plugin}.${table}`);
        }
      }
      return tables;
    },
    async stop() {
      await backend.stop();
      admin.close();
      await sandbox.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

export type RecordedPortal = Awaited<ReturnType<typeof startRecordedPortal>>;
