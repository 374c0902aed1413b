import { CustomErrorBase } from '@backstage/errors';

/** Keycloak refused a request. */
export class KeycloakError extends CustomErrorBase {
  name = 'KeycloakError' as const;

  constructor(
    message: string,
    /** HTTP status of the answer. */
    readonly status: number,
  ) {
    super(message);
  }

  /** The refusal in the server's own words. */
  static ofAnswer(where: string, status: number, body: unknown): KeycloakError {
    const { error_description, errorMessage, error } = (body ?? {}) as Record<
      string,
      unknown
    >;
    const reason = [error_description, errorMessage, error].find(
      each => typeof each === 'string' && each,
    );
    return new KeycloakError(
      `${where} answered ${status}${reason ? `: ${reason}` : ''}`,
      status,
    );
  }
}
