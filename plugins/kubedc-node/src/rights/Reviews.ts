import type { KubernetesIdentity, KubernetesTransport } from '../transport';
import { KubernetesApiError } from '../errors';
import { Limiter } from './Limiter';
import type { PolicyRule } from './policyRules';
import { RulesPool } from './RulesPool';
import type { AccessDecision, ResourceAttributes } from './types';

const API = 'authorization.k8s.io/v1';
/** Milliseconds a review may take: a page waits for it. */
const TIMEOUT_MS = 10_000;
/** Reviews under way at once, half of the connections that requests have: others want to be served too. */
const MAX_REVIEWS = 16;

interface AccessStatus {
  allowed?: boolean;
  denied?: boolean;
  reason?: string;
}

interface RulesStatus {
  resourceRules?: PolicyRule[] | null;
  incomplete?: boolean;
  evaluationError?: string;
}

/** What a person may do in one namespace. */
export interface NamespaceRules {
  rules: readonly PolicyRule[];
  /** False when the API server could not tell everything, so that the rules decide nothing. */
  complete: boolean;
}

const UNKNOWN: NamespaceRules = { rules: [], complete: false };

/**
 * Who is asked about, and how: `self` asks as them, with their token or by impersonation, or without an identity as the
 * portal's own account; `subject` is a question of that account about somebody else.
 */
export type Asker =
  | { way: 'self'; identity: KubernetesIdentity | undefined }
  | { way: 'subject'; identity: KubernetesIdentity };

/** Asks one API server what people may do. */
export class Reviews {
  readonly #transport: KubernetesTransport;
  readonly #limiter = new Limiter(MAX_REVIEWS);
  readonly #pool = new RulesPool();

  constructor(transport: KubernetesTransport) {
    this.#transport = transport;
  }

  /**
   * One right.
   *
   * @throws what {@link KubernetesTransport.request} throws.
   */
  async access(
    asker: Asker,
    attributes: ResourceAttributes,
  ): Promise<AccessDecision> {
    if (asker.way === 'self') {
      try {
        return toDecision(
          await this.#review('SelfSubjectAccessReview', asker.identity, {
            resourceAttributes: attributes,
          }),
        );
      } catch (error) {
        if (!asker.identity || !isRefused(error)) {
          throw error;
        }
        // Where people may not even ask about themselves, the portal's account may.
      }
    }
    const { user, groups } = asker.identity!;
    return toDecision(
      await this.#review(
        'SubjectAccessReview',
        undefined,
        {
          resourceAttributes: attributes,
          user,
          // The API server adds this group to everybody who is signed in; a review must be told.
          groups: [...groups, 'system:authenticated'],
        },
        user,
      ),
    );
  }

  /**
   * All rights in a namespace, those that are given cluster-wide included.
   *
   * @throws what {@link KubernetesTransport.request} throws.
   */
  async rules(
    identity: KubernetesIdentity | undefined,
    namespace: string,
  ): Promise<NamespaceRules> {
    let status: RulesStatus;
    try {
      status = await this.#review<RulesStatus>(
        'SelfSubjectRulesReview',
        identity,
        { namespace },
      );
    } catch (error) {
      if (isRefused(error)) {
        return UNKNOWN;
      }
      throw error;
    }
    // An authorizer that cannot list what it gives, or a role that is gone: then only single questions are answered.
    return status.incomplete === false && !status.evaluationError
      ? { rules: this.#pool.share(status.resourceRules ?? []), complete: true }
      : UNKNOWN;
  }

  async #review<T>(
    kind: string,
    as: KubernetesIdentity | undefined,
    spec: object,
    about = as?.user,
  ): Promise<T> {
    const review = await this.#limiter.run(
      () =>
        this.#transport.request<{ status?: T }>({
          method: 'POST',
          path: `/apis/${API}/${kind.toLowerCase()}s`,
          body: { apiVersion: API, kind, spec },
          ...(as && { as }),
          timeoutMs: TIMEOUT_MS,
        }),
      about,
    );
    return review.status ?? ({} as T);
  }
}

function toDecision({ allowed, denied, reason }: AccessStatus): AccessDecision {
  return {
    allowed: allowed === true && denied !== true,
    reason: reason || undefined,
  };
}

/** The review itself was refused, which says nothing about the right that was asked for. */
function isRefused(error: unknown): boolean {
  return error instanceof KubernetesApiError && error.code === 403;
}
