import { mockServices } from '@backstage/backend-test-utils';
import { createPermission } from '@backstage/plugin-permission-common';
import type { KubernetesObject } from '@kubedc/backstage-plugin-kubedc-common';
import { z } from 'zod/v3';
import type { RightsService } from '../../../rights/types';
import type {
  OperationContext,
  OperationRunner,
  PlannedRequest,
} from '../../types';
import type { ExecuteOperationOptions } from '../executeOperation';
import { ScriptedTransport } from './ScriptedTransport';

export const DISKS = '/apis/example.org/v1/namespaces/acme-prod/disks';
export const MACHINES = '/apis/example.org/v1/namespaces/acme-prod/machines';

const create = (
  resource: string,
  kind: string,
  name: string,
  spec: object,
): PlannedRequest => ({
  method: 'POST',
  type: { group: 'example.org', version: 'v1', resource, namespaced: true },
  namespace: 'acme-prod',
  body: {
    apiVersion: 'example.org/v1',
    kind,
    metadata: { name, namespace: 'acme-prod' },
    spec,
  },
  dryRun: 'query',
  description: `Create ${kind} ${name}`,
});

/** An operation that makes a disk and a machine on it. */
export const pairRunner: OperationRunner = {
  declaration: {
    id: 'pair:create',
    kind: 'pair',
    title: 'Create pair',
    description: 'Makes a disk and a machine',
    target: 'new',
    input: z.object({
      name: z.string().regex(/^[a-z0-9-]+$/, 'Use lower case letters'),
      size: z.string().default('1Gi'),
      fast: z.boolean().default(false),
    }),
    output: z.object({ name: z.string() }),
    access: [
      {
        verb: 'create',
        group: 'example.org',
        resource: 'disks',
        in: 'project',
      },
      {
        verb: 'create',
        group: 'example.org',
        resource: 'machines',
        in: 'project',
      },
      {
        verb: 'use',
        group: 'example.org',
        resource: 'fastdisks',
        in: 'organization',
        when: { field: 'fast', equals: true },
      },
    ],
    permission: createPermission({
      name: 'kubedc.pair.create',
      attributes: { action: 'create' },
    }),
    destructive: false,
    confirm: 'none',
    deadlineSeconds: 60,
  },
  namespaces: () => ({ organization: 'acme', project: 'acme-prod' }),
  plan: async ({ name, size }) => [
    create('disks', 'Disk', name, { size }),
    create('machines', 'Machine', name, { disk: name }),
  ],
  settled: async () => ({ state: 'pending', message: 'Waiting' }),
};

/** An operation on a subresource, as of a virtual machine. */
export const startRunner: OperationRunner = {
  ...pairRunner,
  declaration: {
    ...pairRunner.declaration,
    id: 'pair:start',
    target: 'existing',
    access: [],
  },
  plan: async ({ name }) => [
    {
      method: 'PUT',
      type: {
        group: 'subresources.example.org',
        version: 'v1',
        resource: 'machines',
        namespaced: true,
      },
      namespace: 'acme-prod',
      name,
      subresource: 'start',
      body: {},
      dryRun: 'body',
      description: `Start ${name}`,
    },
  ],
};

export const alice = { user: 'acme:alice', groups: ['acme:org-admin'] };

/** What an operation needs to run, with everything allowed. */
export function operationOptions(
  override: Partial<ExecuteOperationOptions> = {},
) {
  const api = new ScriptedTransport();
  const rights: jest.Mocked<RightsService> = {
    check: jest.fn().mockResolvedValue({ allowed: true }),
    namespaces: jest.fn(),
    isOperator: jest.fn(),
  };
  const logger = mockServices.logger.mock();
  const context = {
    installation: { name: 'zurich' },
    logger,
  } as unknown as OperationContext;
  return {
    api,
    rights,
    logger,
    options: {
      transport: api,
      identity: alice,
      runId: 'run-1',
      rights,
      context,
      retryDelaysMs: [0, 0],
      ...override,
    },
  };
}

/** An object somebody else made. */
export const foreign = (kind: string, name: string): KubernetesObject => ({
  apiVersion: 'example.org/v1',
  kind,
  metadata: { name, namespace: 'acme-prod', uid: 'uid-foreign' },
});
