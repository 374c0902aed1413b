import {
  kindRegistry,
  projectReference,
  targetPermissionOf,
} from '@kubedc/backstage-plugin-kubedc-common';
import type {
  AnyOperationDeclaration,
  KubedcResource,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { Mirror } from '@kubedc/backstage-plugin-kubedc-node';
import { refusalBy } from '../access/PolicyService';
import type { Viewer } from '../access/Viewer';
import { locate } from '../resources/locate';

/**
 * What the policy is told of an operation's target, as far as the input tells: the operation's own schema refuses the
 * rest.
 */
export function targetOf(
  declaration: AnyOperationDeclaration,
  input: Record<string, unknown>,
  mirror: Mirror,
): Partial<KubedcResource> {
  const kind = kindRegistry.byId(declaration.kind)!;
  const { namespace, name, organization, project } = input;
  const known = { installation: mirror.installation, kind: kind.id };
  if (declaration.target === 'existing') {
    return typeof name === 'string' && name !== ''
      ? locate(
          kind,
          {
            name,
            ...(typeof namespace === 'string' && { namespace }),
          },
          mirror,
        )
      : known;
  }
  const reference = projectReference.safeParse(project);
  if (reference.success) {
    const [owner] = reference.data.split('/');
    return { ...known, organization: owner, project: reference.data };
  }
  return typeof organization === 'string'
    ? locate(kind, { namespace: organization, name: String(name) }, mirror)
    : known;
}

/**
 * What the portal's own policy has against creating, changing or deleting a target; undefined when nothing. An operation
 * needs this beside its own permission.
 */
export async function targetRefusal(
  viewer: Viewer,
  operation: AnyOperationDeclaration,
  target: Partial<KubedcResource>,
): Promise<string | undefined> {
  const permission = targetPermissionOf(operation);
  const permitted = await viewer.permitted(permission);
  const verdict =
    target.organization === undefined
      ? permitted.decide(target)
      : permitted.includes(target as KubedcResource);
  return verdict === false ? refusalBy(permission) : undefined;
}
