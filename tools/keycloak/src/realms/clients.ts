const IN_ALL_TOKENS = {
  'id.token.claim': 'true',
  'access.token.claim': 'true',
  'userinfo.token.claim': 'true',
};

const mapper = (
  name: string,
  protocolMapper: string,
  config: Record<string, string>,
) => ({
  name,
  protocol: 'openid-connect',
  protocolMapper,
  config: { ...IN_ALL_TOKENS, ...config },
});

/** What the platform puts into tokens of its own clients. */
function platformMappers(audience: string, organization?: string) {
  return [
    mapper('groups', 'oidc-group-membership-mapper', {
      'claim.name': 'groups',
      'full.path': 'false',
    }),
    mapper('audience', 'oidc-audience-mapper', {
      'included.client.audience': audience,
    }),
    mapper('namespaces', 'oidc-usermodel-attribute-mapper', {
      'user.attribute': 'namespaces',
      'claim.name': 'namespaces',
      'jsonType.label': 'String',
      multivalued: 'true',
      'aggregate.attrs': 'true',
    }),
    ...(organization
      ? [
          mapper('org', 'oidc-hardcoded-claim-mapper', {
            'claim.name': 'org',
            'claim.value': organization,
            'jsonType.label': 'String',
          }),
        ]
      : []),
  ];
}

/** Client by which tests get tokens without a browser; no platform has it. */
export const TEST_CLIENT = 'tests';

/**
 * The platform's own public client of a realm (command lines, with PKCE), and
 * the one of these tests with the same claims.
 */
export function platformClients(audience: string, organization?: string) {
  const common = {
    protocol: 'openid-connect',
    publicClient: true,
    protocolMappers: platformMappers(audience, organization),
  };
  return [
    {
      ...common,
      clientId: audience,
      standardFlowEnabled: true,
      directAccessGrantsEnabled: false,
      redirectUris: ['http://localhost:*', 'http://127.0.0.1:*'],
      attributes: { 'pkce.code.challenge.method': 'S256' },
    },
    {
      ...common,
      clientId: TEST_CLIENT,
      standardFlowEnabled: false,
      directAccessGrantsEnabled: true,
    },
  ];
}
