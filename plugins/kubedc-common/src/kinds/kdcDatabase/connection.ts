import { textOf } from '../../kubernetes';
import type { KdcDatabase } from './type';

/**
 * Name of the Secret with the application's password.
 *
 * @public
 */
export function connectionSecretOf(database: KdcDatabase): string {
  const { name } = database.metadata;
  return database.spec?.engine === 'mariadb'
    ? `${name}-password`
    : `${name}-app`;
}

/**
 * Address to reach a database at from outside the project.
 *
 * Behind the gateway the port is always 443, although the platform's status shows the engine's own.
 *
 * @returns undefined when it is not exposed, or not yet.
 * @public
 */
export function externalEndpointOf(database: KdcDatabase): string | undefined {
  const endpoint = textOf(database.status?.externalEndpoint);
  return database.spec?.expose?.type === 'gateway'
    ? endpoint?.replace(/:\d+$/, ':443')
    : endpoint;
}
