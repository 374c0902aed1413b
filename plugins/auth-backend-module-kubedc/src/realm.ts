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
  /** Whose people it has: one organization's, the platform's administrators, or those of all organizations. */
  of: 'organization' | 'platform' | 'all';
  issuer: string;
  /** What the entity names of other installations begin with. */
  prefixesOfOthers: readonly string[];
}

const REALM_NAME = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/**
 * The realm of an organization, or of the platform's administrators or of people of all organizations when that realm is
 * chosen instead of an organization.
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
  const of = whoseRealm(oidc, name);
  if (of === 'organization' && !isOrganization(oidc, name)) {
    throw new InputError(`organization '${name}' is a reserved name`);
  }
  return {
    installation,
    oidc,
    name,
    of,
    issuer: oidc.issuer.replace('{realm}', name),
    prefixesOfOthers: installations
      .filter(other => other.name !== installation.name)
      .map(other => other.entityNamespacePrefix),
  };
}

/**
 * Whether the people of an organization would have entity refs that can be another installation's people's: with the
 * prefix `be-` there, `be-acme` here is `acme` there.
 */
export function isAmbiguous(realm: KubedcRealm, organization: string): boolean {
  const own = realm.installation.entityNamespacePrefix;
  return realm.prefixesOfOthers.some(
    other =>
      // A shorter one is for the other installation's own sign-in to see to.
      other.length > own.length && `${own}${organization}`.startsWith(other),
  );
}

/**
 * Whether a name can be an organization's. Those of the platform's administrators, of Kubernetes itself and of the realm
 * of all organizations cannot: people would carry names that are somebody else's.
 */
export function isOrganization(oidc: OidcSettings, name: string): boolean {
  const { platformRealm, platformPrefix, broker } = oidc;
  const reserved = ['system', platformRealm, platformPrefix, broker?.realm];
  return REALM_NAME.test(name) && !reserved.includes(name);
}

function whoseRealm(oidc: OidcSettings, name: string): KubedcRealm['of'] {
  if (name === oidc.platformRealm) {
    return 'platform';
  }
  return name === oidc.broker?.realm ? 'all' : 'organization';
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
