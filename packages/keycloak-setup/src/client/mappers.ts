import { PortalClientSettings, ProtocolMapper } from './types';

/** Name of a mapper that was copied begins so; others of that name are not touched. */
const COPY = 'kube-dc copy: ';

const ORGANIZATION = 'kube-dc organization';

const IN_ALL_TOKENS = {
  'id.token.claim': 'true',
  'access.token.claim': 'true',
  'introspection.token.claim': 'true',
};

const mapper = (
  name: string,
  protocolMapper: string,
  config: Record<string, string>,
): ProtocolMapper => ({
  name,
  protocol: 'openid-connect',
  protocolMapper,
  config,
});

/** What the portal and the API server read from tokens of the portal's client. */
export function portalMappers({
  audience,
  organization,
}: Pick<PortalClientSettings, 'audience' | 'organization'>): ProtocolMapper[] {
  const mappers = [
    mapper('kube-dc groups', 'oidc-group-membership-mapper', {
      ...IN_ALL_TOKENS,
      'userinfo.token.claim': 'true',
      'claim.name': 'groups',
      // The API server puts the realm before it: `acme:org-admin`. Where one realm is for all organizations the path tells
      // whose group it is: `/orgs/acme/org-admin`.
      'full.path': `${typeof organization === 'object'}`,
    }),
    mapper('kube-dc audience', 'oidc-audience-mapper', {
      ...IN_ALL_TOKENS,
      'included.custom.audience': audience,
    }),
  ];
  if (organization !== undefined) {
    const claim = {
      ...IN_ALL_TOKENS,
      'userinfo.token.claim': 'true',
      'claim.name': 'org',
      'jsonType.label': 'String',
    };
    mappers.push(
      typeof organization === 'string'
        ? mapper(ORGANIZATION, 'oidc-hardcoded-claim-mapper', {
            ...claim,
            'claim.value': organization,
          })
        : mapper(ORGANIZATION, 'oidc-usermodel-attribute-mapper', {
            ...claim,
            'user.attribute': organization.attribute,
          }),
    );
  }
  return mappers;
}

/**
 * Copies of what else the platform's own client puts into tokens, such as the
 * claim `namespaces`, because servers of the platform may read it.
 */
export function copiedMappers(
  own: ProtocolMapper[],
  others: ProtocolMapper[] = [],
): ProtocolMapper[] {
  const claims = own.map(({ config }) => config['claim.name']).filter(Boolean);
  return others
    .filter(({ protocol }) => protocol === 'openid-connect')
    .filter(({ config }) => !claims.includes(config['claim.name']))
    .map(({ name, protocolMapper, config }) =>
      mapper(`${COPY}${name}`, protocolMapper, config),
    );
}

/** Whether a mapper is one of those that this package makes. */
export function isOurs({ name }: ProtocolMapper): boolean {
  return (
    name.startsWith(COPY) ||
    portalMappers({ audience: '', organization: '' }).some(
      each => each.name === name,
    )
  );
}
