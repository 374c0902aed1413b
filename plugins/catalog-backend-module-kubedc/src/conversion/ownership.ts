import {
  makeValidator,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  formatRef,
  groupPartsOf,
  organizationGroupPartsOf,
  PORTAL_ANNOTATIONS,
  type KubernetesObject,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { Installation } from '@kubedc/backstage-plugin-kubedc-node';
import type { Ownership } from '../converters/types';

/** Components that one object may name; an annotation has room for very many more. */
const MAX_COMPONENTS = 50;

/** Characters of a hint that a reason repeats. */
const SHOWN = 100;

const { isValidEntityName, isValidNamespace } = makeValidator();

/** Where a hint comes from and what it may name. */
export interface HintScope {
  installation: Installation;
  /** The object's organization. */
  organization: string | undefined;
  /** Entity namespaces that every hint may name. */
  hintNamespaces: readonly string[];
}

/**
 * Judges the hints in an object's annotations. Whoever may write an object may write hints, so they count only for groups
 * and components of the object's own organization, or of namespaces that the portal's operator named.
 *
 * @param skip - called for each hint that does not count, with the reason.
 */
export function ownershipOf(
  object: KubernetesObject,
  fallbackOwner: string,
  scope: HintScope,
  skip: (reason: string) => void,
): Ownership {
  const annotations = object.metadata.annotations ?? {};
  const ownerHint =
    annotations[PORTAL_ANNOTATIONS.owner] ??
    annotations[PORTAL_ANNOTATIONS.backstageOwner];
  const components = (annotations[PORTAL_ANNOTATIONS.component] ?? '')
    .split(',')
    .map(text => text.trim())
    .filter(Boolean);
  if (components.length > MAX_COMPONENTS) {
    skip(`it names more than ${MAX_COMPONENTS} components`);
  }
  return {
    owner:
      (ownerHint && judge('group', ownerHint, scope, skip)) || fallbackOwner,
    dependencyOf: [
      ...new Set(
        components
          .slice(0, MAX_COMPONENTS)
          .flatMap(
            component => judge('component', component, scope, skip) ?? [],
          ),
      ),
    ].sort(),
  };
}

function judge(
  kind: 'group' | 'component',
  hint: string,
  { installation, organization, hintNamespaces }: HintScope,
  skip: (reason: string) => void,
): string | undefined {
  const home =
    organization === undefined
      ? undefined
      : groupPartsOf(organization, 'any', installation).namespace;
  const organizationGroup =
    organization === undefined
      ? undefined
      : formatRef(organizationGroupPartsOf(organization, installation));
  const shown = hint.length > SHOWN ? `${hint.slice(0, SHOWN)}…` : hint;
  try {
    const ref = parseEntityRef(hint, {
      defaultKind: kind,
      defaultNamespace: home,
    });
    const namespace = ref.namespace.toLocaleLowerCase('en-US');
    if (ref.kind.toLocaleLowerCase('en-US') !== kind) {
      skip(`'${shown}' is no ${kind}`);
    } else if (!isValidEntityName(ref.name) || !isValidNamespace(namespace)) {
      // No entity has such a name, and the catalog's tables have no room for every one.
      skip(`'${shown}' is no entity ref`);
    } else if (
      namespace !== home &&
      !hintNamespaces.includes(namespace) &&
      stringifyEntityRef(ref) !== organizationGroup
    ) {
      skip(`'${shown}' is not of the object's own organization`);
    } else {
      return stringifyEntityRef(ref);
    }
  } catch {
    skip(`'${shown}' is no entity ref`);
  }
  return undefined;
}

/** Entity ref of an organization's administrators. */
export function administratorsOf(
  organization: string,
  installation: Installation,
): string {
  return formatRef(groupPartsOf(organization, 'org-admin', installation));
}
