import { NotAllowedError, ServiceUnavailableError } from '@backstage/errors';
import type { AnyOperationDeclaration } from '@kubedc/backstage-plugin-kubedc-common';
import {
  kindRegistry,
  resourceKeyOf,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { ResourceAttributes, RightsService } from '../../rights/types';
import type { KubernetesIdentity } from '../../transport/types';

/**
 * The sentence with which an API server refuses a request, so that a refusal reads the same whether the portal or the
 * API server notices first.
 *
 * @public
 */
export function forbiddenMessage(
  identity: KubernetesIdentity,
  attributes: ResourceAttributes,
  reason?: string,
): string {
  const { verb, group, resource, subresource, namespace, name } = attributes;
  const what = subresource ? `${resource}/${subresource}` : resource;
  const where = namespace
    ? `in the namespace "${namespace}"`
    : 'at the cluster scope';
  const subject = name
    ? `${resourceKeyOf(attributes)} "${name}"`
    : resourceKeyOf(attributes);
  const sentence = `${subject} is forbidden: User "${identity.user}" cannot ${verb} resource "${what}" in API group "${group}" ${where}`;
  return reason ? `${sentence}: ${reason}` : sentence;
}

/**
 * Rights an operation needs with this input, in the namespaces it needs them in. What it needs on the very object it
 * acts on is asked for that object, as a role may be for single objects.
 *
 * @public
 */
export function requiredAccess(
  declaration: Pick<AnyOperationDeclaration, 'access' | 'kind' | 'target'>,
  namespaces: { organization?: string; project?: string },
  input: Record<string, unknown>,
): ResourceAttributes[] {
  const own = kindRegistry.byId(declaration.kind)?.type.resource;
  return declaration.access
    .filter(({ when }) => !when || input[when.field] === when.equals)
    .map(({ verb, group, resource, subresource, in: place }) => ({
      verb,
      group,
      resource,
      ...(subresource ? { subresource } : {}),
      namespace: namespaces[place],
      ...(declaration.target === 'existing' &&
      resource === own &&
      typeof input.name === 'string'
        ? { name: input.name }
        : {}),
    }));
}

/**
 * A right that is missing, or that the platform could not be asked about.
 *
 * @public
 */
export interface MissingAccess {
  /** A sentence: the API server's own where it refused. */
  message: string;
  /** True when the platform could not be asked. */
  undecided: boolean;
}

/**
 * Checks rights of a person, all at once.
 *
 * @returns the first right that is missing; undefined when none is
 * @public
 */
export async function findMissingAccess(
  rights: RightsService,
  installation: string,
  identity: KubernetesIdentity,
  required: ResourceAttributes[],
): Promise<MissingAccess | undefined> {
  const decisions = await Promise.all(
    required.map(attributes =>
      rights.check(installation, identity, attributes),
    ),
  );
  const missing = decisions.findIndex(({ allowed }) => !allowed);
  if (missing < 0) {
    return undefined;
  }
  const { reason, undecided = false } = decisions[missing];
  return {
    undecided,
    message:
      undecided && reason
        ? reason
        : forbiddenMessage(identity, required[missing], reason),
  };
}

/**
 * @throws NotAllowedError in the API server's words when one of the rights is missing, ServiceUnavailableError when the
 * platform could not be asked.
 * @public
 */
export async function checkAccess(
  rights: RightsService,
  installation: string,
  identity: KubernetesIdentity,
  required: ResourceAttributes[],
): Promise<void> {
  const missing = await findMissingAccess(
    rights,
    installation,
    identity,
    required,
  );
  if (missing) {
    throw missing.undecided
      ? new ServiceUnavailableError(missing.message)
      : new NotAllowedError(missing.message);
  }
}
