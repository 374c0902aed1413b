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
 * rest. An empty project stands for none.
 */
export function targetOf(
  declaration: AnyOperationDeclaration,
  input: Record<string, unknown>,
  mirror: Mirror,
): Partial<KubedcResource> {
  const kind = kindRegistry.byId(declaration.kind)!;
  const { namespace, name, organization, project } = input;
  const known = { installation: mirror.installation, kind: kind.id };
  const at = (place: { namespace?: string; name: string }) => ({
    project: '',
    ...locate(kind, place, mirror),
  });
  const isNamed = typeof name === 'string' && name !== '';
  if (declaration.target === 'existing') {
    return isNamed
      ? at({ name, ...(typeof namespace === 'string' && { namespace }) })
      : known;
  }
  const reference = projectReference.safeParse(project);
  if (reference.success) {
    const [owner] = reference.data.split('/');
    return { ...known, organization: owner, project: reference.data };
  }
  if (typeof organization !== 'string') {
    return known;
  }
  return isNamed
    ? at({ namespace: organization, name })
    : { ...known, organization };
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
  return permitted.decide(target) === false ? refusalBy(permission) : undefined;
}
