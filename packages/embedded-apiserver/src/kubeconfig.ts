import { stringify } from 'yaml';

/**
 * What a kubeconfig is made for.
 *
 * @public
 */
export interface KubeconfigOptions {
  /** Name of the user entry. */
  user: string;
  token: string;
  /** Namespace of the context; `default` when left out. */
  namespace?: string;
}

/** A kubeconfig (YAML) for somebody with a token. */
export function kubeconfigText(
  server: string,
  caData: string,
  { user, token, namespace = 'default' }: KubeconfigOptions,
): string {
  const name = 'embedded';
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name,
        cluster: {
          server,
          'certificate-authority-data': Buffer.from(caData).toString('base64'),
        },
      },
    ],
    users: [{ name: user, user: { token } }],
    contexts: [
      { name: `${user}@${name}`, context: { cluster: name, user, namespace } },
    ],
    'current-context': `${user}@${name}`,
  });
}
