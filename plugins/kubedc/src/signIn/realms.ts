import type { ConfigApi } from '@backstage/frontend-plugin-api';

/** An installation that one can sign in with. */
export interface SignInInstallation {
  name: string;
  title: string;
  /** Realm of the platform's administrators. */
  platformRealm: string;
  /** A realm that signs in people of all organizations. */
  broker?: { realm: string; title?: string };
  /** Organizations to offer; without them people type the name. */
  organizations?: string[];
}

/** Reads which installations have sign-in. */
export function readSignInInstallations(
  config: ConfigApi,
): SignInInstallation[] {
  const installations = config.getOptionalConfig('kubedc.installations');
  return (installations?.keys() ?? []).flatMap(name => {
    const installation = installations!.getConfig(name);
    const oidc = installation.getOptionalConfig('oidc');
    if (!oidc) {
      return [];
    }
    const broker = oidc.getOptionalConfig('broker');
    return [
      {
        name,
        title: installation.getOptionalString('title') ?? name,
        platformRealm: oidc.getOptionalString('platformRealm') ?? 'master',
        ...(broker && {
          broker: {
            realm: broker.getString('realm'),
            title: broker.getOptionalString('title'),
          },
        }),
        organizations: oidc.getOptionalStringArray('organizations'),
      },
    ];
  });
}

/** Whether a text can be an organization's name: what Kubernetes takes as one. */
export function isOrganizationName(text: string): boolean {
  return /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(text);
}
