import {
  connectionSecretOf,
  databaseCreate,
  externalEndpointOf,
  kdcDatabaseKind,
  kdcDatabaseType,
  textOf,
  type OperationInput,
} from '@kubedc/backstage-plugin-kubedc-common';
import {
  createRequest,
  metadataOf,
  objectOutputOf,
  settleByHealth,
} from '../common';
import type { OperationRunner } from '../types';
import { requireExposable, requireOfferedVersion } from './checks';

type Input = OperationInput<typeof databaseCreate>;

/**
 * Makes a managed database. Nothing but the schema is checked by the API, so everything else is checked here.
 */
export const createKdcDatabase: OperationRunner<typeof databaseCreate> = {
  declaration: databaseCreate,
  namespaces: (input, context) => ({
    project: context.resolveProjectNamespace(input.project),
  }),
  async plan(input, context) {
    const namespace = context.resolveProjectNamespace(input.project);
    requireOfferedVersion(input, context);
    requireExposable(input, namespace);
    return [
      createRequest(
        kdcDatabaseType,
        metadataOf(input, namespace),
        specOf(input),
        `Create database ${input.name}`,
      ),
    ];
  },
  async settled(input, context, run) {
    const target = {
      namespace: context.resolveProjectNamespace(input.project),
      name: input.name,
    };
    return settleByHealth(
      { kind: kdcDatabaseKind, target, context, startedAt: run.startedAt },
      (database, health) => {
        const ready =
          database.status?.phase === 'Ready' &&
          (health.state === 'ok' || health.state === 'warning') &&
          health.source !== 'readyInstances';
        return ready
          ? {
              ...objectOutputOf(kdcDatabaseKind, target, context),
              phase: health.label,
              endpoint:
                externalEndpointOf(database) ??
                textOf(database.status?.endpoint),
              connectionSecret: connectionSecretOf(database),
            }
          : undefined;
      },
    );
  },
};

function specOf(input: Input) {
  return {
    engine: input.engine,
    version: input.version,
    replicas: input.replicas,
    cpu: input.cpu,
    memory: input.memory,
    storage: input.storage,
    ...(input.storageClass ? { storageClassName: input.storageClass } : {}),
    databaseName: input.databaseName,
    username: input.username,
    // Without the block the platform takes no backups at all.
    ...(input.backup
      ? {
          backup: {
            enabled: true,
            schedule: input.backupSchedule,
            retentionDays: input.backupRetentionDays,
          },
        }
      : {}),
    expose: { type: input.expose },
  };
}
