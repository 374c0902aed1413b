import { stringify } from 'yaml';

/** A kubeconfig (YAML) for somebody with a token. */
export function kubeconfigText(
  server: string,
  caData: string,
  { user, token }: { user: string; token: string },
): string {
  const authority = Buffer.from(caData).toString('base64');
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'kubernetes',
        cluster: { server, 'certificate-authority-data': authority },
      },
    ],
    users: [{ name: user, user: { token } }],
    contexts: [{ name: user, context: { cluster: 'kubernetes', user } }],
    'current-context': user,
  });
}
