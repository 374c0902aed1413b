import type {
  databaseCreate,
  OperationInput,
} from '@kubedc/backstage-plugin-kubedc-common';
import { FieldError } from '../engine/FieldError';
import type { OperationContext } from '../types';

type Input = OperationInput<typeof databaseCreate>;

/** Longest label of a host name. */
const MAX_HOST_LABEL = 63;

/** Major version of PostgreSQL from which clients can speak TLS first, as the gateway needs it. */
const GATEWAY_MAJOR = 17;

/**
 * @throws a FieldError naming `version` when the engine's version is not offered; the API would take any text.
 */
export function requireOfferedVersion(
  { engine, version }: Input,
  context: OperationContext,
): void {
  const offered = context.installation.offers.databaseVersions[engine];
  if (!offered.includes(version)) {
    throw new FieldError(
      'version',
      offered.length > 0
        ? `${version} is not offered; choose one of ${offered.join(', ')}`
        : `No version of ${engine} is offered`,
    );
  }
}

/**
 * @throws a FieldError naming `expose` or `name` when the gateway cannot carry the database.
 */
export function requireExposable(input: Input, namespace: string): void {
  if (input.expose !== 'gateway') {
    return;
  }
  const major = Number.parseInt(input.version, 10);
  if (input.engine !== 'postgresql' || major < GATEWAY_MAJOR) {
    throw new FieldError(
      'expose',
      `The gateway carries only PostgreSQL ${GATEWAY_MAJOR} and newer`,
    );
  }
  const host = `${input.name}-db-${namespace}`;
  if (host.length > MAX_HOST_LABEL) {
    throw new FieldError(
      'name',
      `Its host name ${host} would be over ${MAX_HOST_LABEL} characters`,
    );
  }
}
