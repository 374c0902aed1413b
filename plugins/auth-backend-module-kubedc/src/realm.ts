import { InputError } from '@backstage/errors';
import type {
  Installation,
  OidcSettings,
} from '@kubedc/backstage-plugin-kubedc-node';

/**
 * The realm a person signs in with.
 *
 * @public
 */
export interface KubedcRealm {
  installation: Installation;
  oidc: OidcSettings;
  /** Name of the realm: the organization's, or the platform's own. */
  name: string;
  /** True for the realm of the platform's administrators. */
  platform: boolean;
  /** What the API server puts, with a colon, before user names and groups of this realm. */
  prefix: string;
  issuer: string;
}

const REALM_NAME = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/**
 * The realm of an organization, or of the platform's administrators when the organization is the platform's realm.
 *
 * @throws InputError naming `installation` or `organization`.
 */
export function findRealm(
  installations: readonly Installation[],
  selection: { installation?: string; organization?: string },
): KubedcRealm {
  const installation = findInstallation(installations, selection.installation);
  const { oidc } = installation;
  const name = selection.organization;
  if (!name) {
    throw new InputError('organization is required');
  }
  if (!REALM_NAME.test(name)) {
    throw new InputError(
      'organization must be a name of lower-case letters, digits and dashes',
    );
  }
  const platform = name === oidc.platformRealm;
  if (!platform && (name === oidc.platformPrefix || name === 'system')) {
    // Its people would carry the names of the platform's administrators, or of Kubernetes itself.
    throw new InputError(`organization '${name}' is a reserved name`);
  }
  return {
    installation,
    oidc,
    name,
    platform,
    prefix: platform ? oidc.platformPrefix : name,
    issuer: oidc.issuer.replace('{realm}', name),
  };
}

function findInstallation(
  installations: readonly Installation[],
  name: string | undefined,
): Installation & { oidc: OidcSettings } {
  const withSignIn = installations.filter(hasOidc);
  if (name !== undefined) {
    const found = withSignIn.find(each => each.name === name);
    if (!found) {
      throw new InputError(
        `installation '${name}' does not exist or has no sign-in`,
      );
    }
    return found;
  }
  if (withSignIn.length !== 1) {
    throw new InputError(
      withSignIn.length
        ? `installation is required, one of ${withSignIn
            .map(each => each.name)
            .join(', ')}`
        : 'no installation has sign-in configured (kubedc.installations.<name>.oidc)',
    );
  }
  return withSignIn[0];
}

function hasOidc(
  installation: Installation,
): installation is Installation & { oidc: OidcSettings } {
  return installation.oidc !== undefined;
}
