import {
  kindRegistry,
  type AnyOperationDeclaration,
} from '@kubedc/backstage-plugin-kubedc-common';
import {
  organizationOfNamespace,
  projectOfNamespace,
  type PlatformService,
} from '@kubedc/backstage-plugin-kubedc-node';
import type { AuditTarget } from './types';

/** Longest text of the input that is kept, in characters. */
const MAX_TEXT = 253;

/** Fields that say what an operation is about; a value of any other could be a secret. */
function textIn(
  declaration: AnyOperationDeclaration,
  input: Record<string, unknown>,
  field: string,
): string | undefined {
  const value = input[field];
  return typeof value === 'string' &&
    value !== '' &&
    !declaration.secretFields?.includes(field)
    ? value.slice(0, MAX_TEXT)
    : undefined;
}

/**
 * What an operation is about, as its unchecked input says and the mirror knows.
 *
 * @param installation - where the person is when the input does not say
 */
export function operationTarget(
  declaration: AnyOperationDeclaration,
  input: Record<string, unknown>,
  services: { platform: PlatformService; installation?: string },
): AuditTarget {
  const text = (field: string) => textIn(declaration, input, field);
  const named = text('installation');
  const entry = services.platform
    .list()
    .find(({ name }) => name === (named ?? services.installation));
  const namespace = text('namespace');
  const claimed = text('project');
  const mirror = entry?.installation && services.platform.mirror(entry.name);
  const key =
    mirror && namespace ? projectOfNamespace(mirror, namespace) : undefined;
  const project =
    claimed ?? (key ? `${key.organization}/${key.project}` : undefined);
  const organization =
    text('organization') ??
    project?.split('/')[0] ??
    (mirror && namespace
      ? organizationOfNamespace(mirror, namespace)
      : undefined);
  return {
    installation: entry?.name ?? services.installation,
    organization,
    project: project?.includes('/') ? project : undefined,
    kind: kindRegistry.byId(declaration.kind)?.id,
    namespace,
    name: text('name'),
  };
}
