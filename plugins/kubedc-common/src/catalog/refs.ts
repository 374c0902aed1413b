import { kindRegistry } from '../kinds/registry';
import { toEntityName, toEntityNamespace } from './names';

/**
 * Catalog namespace of the platform's administrators and of cluster-scoped objects.
 *
 * @public
 */
export const PLATFORM_ENTITY_NAMESPACE = 'kube-dc';

/** Catalog namespaces that no organization or project may take, however it is called. */
const RESERVED = ['default', PLATFORM_ENTITY_NAMESPACE];

/**
 * How an installation names its entities; an `Installation` of the node package is one.
 *
 * @public
 */
export interface EntityNaming {
  /** Goes before every namespace, and before the name where the namespace is `default`. Empty by default. */
  entityNamespacePrefix?: string;
}

/**
 * An object by its kind and Kubernetes names.
 *
 * @public
 */
export interface ObjectIdentity {
  /** `id` of the kind, for example `virtualMachine`. */
  kind: string;
  /** Kubernetes namespace; absent on cluster-scoped objects. */
  namespace?: string;
  /** Kubernetes name. */
  name: string;
}

/**
 * The parts of an entity ref.
 *
 * @public
 */
export interface EntityParts {
  kind: string;
  namespace: string;
  name: string;
}

/**
 * Entity namespace of an object: `default` for organizations, `kube-dc` for what belongs to no tenant's namespace, else
 * its Kubernetes namespace, behind the installation's prefix. What is over 63 characters or no valid namespace is cut and hashed.
 *
 * @throws TypeError when there is no such kind.
 * @public
 */
export function entityNamespaceOf(
  object: ObjectIdentity,
  naming: EntityNaming = {},
): string {
  if (isInDefault(object)) {
    return 'default';
  }
  const isTenants = kindOf(object).scope !== 'platform';
  return namespaceOf(isTenants ? object.namespace : undefined, naming);
}

/**
 * Entity name of an object: its Kubernetes name, behind the prefix of its kind (`vm.web-1`) where the entity is a
 * `Resource`. What is over 63 characters or no valid name is cut and hashed.
 *
 * @throws TypeError when there is no such kind.
 * @public
 */
export function entityNameOf(
  object: ObjectIdentity,
  naming: EntityNaming = {},
): string {
  const { prefix } = kindOf(object).entity;
  const name = prefix ? `${prefix}.${object.name}` : object.name;
  return toEntityName(
    isInDefault(object) ? `${prefixOf(naming)}${name}` : name,
  );
}

/**
 * Kind, namespace and name of an object's entity.
 *
 * @throws TypeError when there is no such kind.
 * @public
 */
export function entityPartsOf(
  object: ObjectIdentity,
  naming: EntityNaming = {},
): EntityParts {
  return {
    kind: kindOf(object).entity.kind,
    namespace: entityNamespaceOf(object, naming),
    name: entityNameOf(object, naming),
  };
}

/**
 * Entity ref of an object, for example `resource:acme-prod/vm.web-1`.
 *
 * @throws TypeError when there is no such kind.
 * @public
 */
export function entityRefOf(
  object: ObjectIdentity,
  naming: EntityNaming = {},
): string {
  return formatRef(entityPartsOf(object, naming));
}

/**
 * The organization as an owner: `group:default/acme`.
 *
 * @public
 */
export function organizationGroupPartsOf(
  organization: string,
  naming: EntityNaming = {},
): EntityParts {
  return {
    kind: 'Group',
    namespace: 'default',
    name: toEntityName(`${prefixOf(naming)}${organization}`),
  };
}

/**
 * A group within an organization, be it an OrganizationGroup or a realm group such as `org-admin`:
 * `group:acme/backend-team`.
 *
 * @public
 */
export function groupPartsOf(
  organization: string,
  group: string,
  naming: EntityNaming = {},
): EntityParts {
  return {
    kind: 'Group',
    namespace: namespaceOf(organization, naming),
    name: toEntityName(group),
  };
}

/**
 * A person of an organization: `user:acme/alice`.
 *
 * @public
 */
export function userPartsOf(
  organization: string,
  user: string,
  naming: EntityNaming = {},
): EntityParts {
  return {
    kind: 'User',
    namespace: namespaceOf(organization, naming),
    name: toEntityName(user),
  };
}

/**
 * A platform administrator: `user:kube-dc/olga`.
 *
 * @public
 */
export function platformUserPartsOf(
  user: string,
  naming: EntityNaming = {},
): EntityParts {
  return {
    kind: 'User',
    namespace: namespaceOf(undefined, naming),
    name: toEntityName(user),
  };
}

/**
 * The platform's administrators: `group:kube-dc/platform-admin`.
 *
 * @public
 */
export function platformAdminPartsOf(naming: EntityNaming = {}): EntityParts {
  return {
    kind: 'Group',
    namespace: namespaceOf(undefined, naming),
    name: 'platform-admin',
  };
}

/**
 * Writes an entity ref in its canonical lower-case form.
 *
 * @public
 */
export function formatRef(parts: EntityParts): string {
  return `${parts.kind}:${parts.namespace}/${parts.name}`.toLowerCase();
}

function namespaceOf(namespace: string | undefined, naming: EntityNaming) {
  if (namespace === undefined) {
    return toEntityNamespace(`${prefixOf(naming)}${PLATFORM_ENTITY_NAMESPACE}`);
  }
  const prefix = prefixOf(naming);
  return toEntityNamespace(
    `${prefix}${namespace}`,
    RESERVED.map(reserved => `${prefix}${reserved}`).concat(RESERVED),
  );
}

function prefixOf(naming: EntityNaming): string {
  return naming.entityNamespacePrefix ?? '';
}

function isInDefault(object: ObjectIdentity): boolean {
  return kindOf(object).entity.kind === 'Domain';
}

function kindOf(object: ObjectIdentity) {
  const kind = kindRegistry.byId(object.kind);
  if (!kind) {
    throw new TypeError(`There is no kind '${object.kind}'`);
  }
  return kind;
}
