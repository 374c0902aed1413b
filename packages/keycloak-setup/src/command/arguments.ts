import { parseArgs } from 'node:util';

/** What the command line says. */
export interface Arguments {
  keycloak: string;
  caFile?: string;
  backendUrl: string;
  appUrl: string;
  clientId: string;
  /** Without it the client is public. */
  clientSecretFile?: string;
  /** Organizations by name; all of the platform when undefined. */
  organizations?: string[];
  kubeconfig?: string;
  /** Undefined where the platform's realm is left alone. */
  platformRealm?: string;
  /** A realm that signs in people of all organizations. */
  brokerRealm?: string;
  audience: string;
  platformAudience: string;
  dryRun: boolean;
  /** Seconds between two rounds; one round only when undefined. */
  watchSeconds?: number;
}

/** How the command is used. */
export const USAGE = `Usage: kubedc-keycloak [options]

Gives the developer portal its client in the Keycloak realms of a Kube-DC platform:
one in each organization's realm and one in the platform's. What is right is left alone,
so it may be run again at any time, for example for a new organization.

  --keycloak <url>             address before /realms, e.g. https://login.kube-dc.example
  --ca-file <file>             PEM bundle to check its certificate against
  --backend-url <url>          the portal's backend.baseUrl
  --app-url <url>              the portal's app.baseUrl (the same)
  --client-id <name>           name of the client, oidc.clientId of the portal (backstage)
  --client-secret-file <file>  its secret, oidc.clientSecret of the portal; made when the file is missing
  --public                     a client without a secret instead
  --organization <name>        this organization; may be given several times
  --all                        all organizations of the platform, by KUBECONFIG or the pod's account
  --kubeconfig <file>          a kubeconfig instead of those
  --platform-realm <name>      realm of the platform's administrators (master)
  --no-platform                leave that realm alone
  --broker-realm <name>        a realm that signs in people of all organizations, oidc.broker of the portal
  --audience <name>            audience that the API server trusts for organizations (kube-dc)
  --platform-audience <name>   the same for the platform's administrators (kube-dc-admin)
  --dry-run                    say what would be changed, and change nothing
  --watch <seconds>            go on, and look for new organizations that often

The account that administers Keycloak comes from the environment: KEYCLOAK_ADMIN_CLIENT_ID and
KEYCLOAK_ADMIN_CLIENT_SECRET, or KEYCLOAK_ADMIN_USERNAME and KEYCLOAK_ADMIN_PASSWORD; KEYCLOAK_ADMIN_REALM
names its realm (master). It needs manage-clients in every realm concerned.`;

/**
 * Reads the command line.
 *
 * @returns nothing when help is asked for
 * @throws Error that names the option which is not as it must be
 */
export function parseArguments(args: string[]): Arguments | undefined {
  const { values } = parseArgs({
    args,
    options: {
      keycloak: { type: 'string' },
      'ca-file': { type: 'string' },
      'backend-url': { type: 'string' },
      'app-url': { type: 'string' },
      'client-id': { type: 'string', default: 'backstage' },
      'client-secret-file': { type: 'string' },
      public: { type: 'boolean', default: false },
      organization: { type: 'string', multiple: true },
      all: { type: 'boolean', default: false },
      kubeconfig: { type: 'string' },
      'platform-realm': { type: 'string', default: 'master' },
      'no-platform': { type: 'boolean', default: false },
      'broker-realm': { type: 'string' },
      audience: { type: 'string', default: 'kube-dc' },
      'platform-audience': { type: 'string', default: 'kube-dc-admin' },
      'dry-run': { type: 'boolean', default: false },
      watch: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    return undefined;
  }
  const backendUrl = urlOf('--backend-url', values['backend-url']);
  if (values.public === Boolean(values['client-secret-file'])) {
    throw new Error('give one of --client-secret-file and --public');
  }
  if (values.all && values.organization) {
    throw new Error('give one of --organization and --all');
  }
  if (!values.all && !values.organization && values['no-platform']) {
    throw new Error('give --organization or --all');
  }
  return {
    keycloak: urlOf('--keycloak', values.keycloak),
    caFile: values['ca-file'],
    backendUrl,
    appUrl: urlOf('--app-url', values['app-url'] ?? backendUrl),
    clientId: values['client-id'],
    clientSecretFile: values['client-secret-file'],
    organizations: values.all
      ? undefined
      : (values.organization ?? []).map(organizationOf),
    kubeconfig: values.kubeconfig,
    platformRealm: values['no-platform'] ? undefined : values['platform-realm'],
    brokerRealm: values['broker-realm'],
    audience: values.audience,
    platformAudience: values['platform-audience'],
    dryRun: values['dry-run'],
    watchSeconds:
      values.watch === undefined ? undefined : secondsOf(values.watch),
  };
}

function urlOf(option: string, text: string | undefined): string {
  if (text === undefined) {
    throw new Error(`${option} is required`);
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.search) {
    throw new Error(`${option} is an https address, not "${text}"`);
  }
  return text;
}

function organizationOf(text: string): string {
  if (!/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(text)) {
    throw new Error(
      `--organization is a name of lower-case letters, digits and dashes, not "${text}"`,
    );
  }
  return text;
}

function secondsOf(text: string): number {
  const seconds = Number(text);
  if (!/^\d+$/.test(text) || seconds < 1 || seconds > 86_400) {
    throw new Error(`--watch is a number of seconds, not "${text}"`);
  }
  return seconds;
}
