/**
 * Keycloak answered a request with an error.
 *
 * @public
 */
export class KeycloakError extends Error {
  constructor(
    /** The status of the answer. */
    readonly status: number,
    message: string,
  ) {
    super(message);
    this.name = 'KeycloakError';
  }
}
