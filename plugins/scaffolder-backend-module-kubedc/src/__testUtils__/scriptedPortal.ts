import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { TestBackend } from '@backstage/backend-test-utils';
import type {
  DryRunResult,
  OperationRequest,
  OperationRun,
} from '@kubedc/backstage-plugin-kubedc-common';
import express from 'express';
import Router from 'express-promise-router';

/** What the plugin was asked, and by whom. */
export interface Call {
  principal: unknown;
  /** Header `kubedc-grant`. */
  grant?: string;
  operation: string;
  request: OperationRequest;
}

/** A run in a given state. */
export function runOf(override: Partial<OperationRun> = {}): OperationRun {
  return {
    runId: 'run-1',
    operation: 'bucket:create',
    installation: 'sandbox',
    state: 'settling',
    startedAt: new Date().toISOString(),
    deadline: new Date(Date.now() + 60_000).toISOString(),
    progress: [],
    ...override,
  };
}

/** A run that went well. */
export const succeeded = (override: Partial<OperationRun> = {}) =>
  runOf({
    state: 'succeeded',
    output: {
      installation: 'sandbox',
      namespace: 'acme-prod',
      name: 'uploads',
      entityRef: 'resource:acme-prod/bucket.uploads',
      connectionSecret: 'uploads',
    },
    ...override,
  });

/** A kubedc plugin that answers by script, so that tests can say how a run goes. */
export class ScriptedPortal {
  readonly calls: Call[] = [];
  readonly readers: unknown[] = [];
  /** Answers to `POST /operations/{id}`, one after another; the last one stays. */
  starts: Array<OperationRun | DryRunResult | Error> = [runOf()];
  /** Answers to `GET /operations/runs/{runId}`, one after another; the last one stays. */
  reads: Array<OperationRun | Error> = [succeeded()];
  #backend: TestBackend | undefined;

  async start(): Promise<void> {
    const take = <T>(answers: Array<T | Error>): T => {
      const answer = answers.length > 1 ? answers.shift()! : answers[0];
      if (answer instanceof Error) {
        throw answer;
      }
      return answer;
    };
    const plugin = createBackendPlugin({
      pluginId: 'kubedc',
      register: env =>
        env.registerInit({
          deps: {
            http: coreServices.httpRouter,
            httpAuth: coreServices.httpAuth,
          },
          init: async ({ http, httpAuth }) => {
            const router = Router();
            router.use(express.json());
            router.post('/operations/:id', async (req, res) => {
              const { principal } = await httpAuth.credentials(req);
              const grant = req.header('kubedc-grant');
              this.calls.push({
                principal,
                ...(grant === undefined ? {} : { grant }),
                operation: req.params.id,
                request: req.body,
              });
              res.json(take(this.starts));
            });
            router.get('/operations/runs/:id', async (req, res) => {
              const { principal } = await httpAuth.credentials(req);
              this.readers.push(principal);
              res.json(take(this.reads));
            });
            http.use(router);
          },
        }),
    });
    this.#backend = await startTestBackend({ features: [plugin] });
  }

  get services() {
    const port = this.#backend!.server.port();
    return {
      auth: mockServices.auth({ pluginId: 'scaffolder' }),
      discovery: mockServices.discovery.mock({
        getBaseUrl: async plugin => `http://localhost:${port}/api/${plugin}`,
      }),
    };
  }

  reset(): void {
    this.calls.length = 0;
    this.readers.length = 0;
    this.starts = [runOf()];
    this.reads = [succeeded()];
  }

  async stop(): Promise<void> {
    await this.#backend?.stop();
  }
}
