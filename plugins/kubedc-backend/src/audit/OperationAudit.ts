import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { taskOfIdempotencyKey } from '@kubedc/backstage-plugin-kubedc-common';
import type {
  AnyOperationDeclaration,
  OperationRequest,
} from '@kubedc/backstage-plugin-kubedc-common';
import type {
  IdentityService,
  PlatformService,
} from '@kubedc/backstage-plugin-kubedc-node';
import type { Request } from 'express';
import type { AuditEntry } from './AuditEntry';
import type { AuditTrail } from './AuditTrail';
import { operationTarget } from './operationTarget';

/** Records operations from their declarations. */
export class OperationAudit {
  readonly #trail: AuditTrail;
  readonly #identity: IdentityService;
  readonly #platform: PlatformService;

  constructor(options: {
    audit: AuditTrail;
    identity: IdentityService;
    platform: PlatformService;
  }) {
    this.#trail = options.audit;
    this.#identity = options.identity;
    this.#platform = options.platform;
  }

  /**
   * Records that somebody asks for an operation.
   *
   * @throws ServiceUnavailableError when it cannot be recorded; it must not be done then.
   */
  async begin(options: {
    declaration: AnyOperationDeclaration;
    credentials: BackstageCredentials<BackstageUserPrincipal>;
    request: Request;
    asked: OperationRequest;
  }): Promise<AuditEntry> {
    const { declaration, credentials, request, asked } = options;
    const own = await this.#identity.find(credentials);
    const target = operationTarget(declaration, asked.input, {
      platform: this.#platform,
      installation: own?.installation,
    });
    return this.#trail.begin({
      eventId: 'operation-run',
      operation: declaration.id,
      severity: declaration.destructive ? 'high' : 'medium',
      credentials,
      identity: own?.installation === target.installation ? own : undefined,
      request,
      target,
      task: asked.idempotencyKey && taskOfIdempotencyKey(asked.idempotencyKey),
    });
  }
}
