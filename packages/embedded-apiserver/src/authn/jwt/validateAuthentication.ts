import {
  duplicate,
  FieldError,
  required,
  tooMany,
} from '../../errors/fieldError';
import { JsonObject } from '../../types';
import { AuthenticationConfiguration } from '../authenticationConfiguration';
import { unknownFields } from './authenticationFields';
import { validateClaimMappings } from './validateClaimMappings';
import { validateClaimRules, validateUserRules } from './validateClaimRules';
import { validateIssuer } from './validateIssuer';

const API_VERSIONS = [
  'apiserver.config.k8s.io/v1',
  'apiserver.config.k8s.io/v1beta1',
];

const MAX_ISSUERS = 64;

function texts(errors: FieldError[]): string {
  const unique = [...new Set(errors.map(e => `${e.field}: ${e.body}`))];
  return unique.length === 1 ? unique[0] : `[${unique.join(', ')}]`;
}

/**
 * Checks an AuthenticationConfiguration as kube-apiserver does when it starts.
 *
 * @throws Error naming every field that is wrong
 */
export function validateAuthentication(
  configuration: AuthenticationConfiguration,
  disallowedIssuers: string[],
): void {
  const { apiVersion, kind, jwt = [] } = configuration;
  if (
    (apiVersion && !API_VERSIONS.includes(apiVersion)) ||
    (kind && kind !== 'AuthenticationConfiguration')
  ) {
    throw new Error(
      `no kind "${kind ?? ''}" is registered for version "${apiVersion ?? ''}"`,
    );
  }
  const unknown = unknownFields(configuration as unknown as JsonObject);
  if (unknown.length > 0) {
    throw new Error(
      `strict decoding error: ${unknown
        .map(path => `unknown field "${path}"`)
        .join(', ')}`,
    );
  }
  const errors: FieldError[] = [];
  const issuers = new Set<string>();
  const discoveryUrls = new Set<string>();
  jwt.forEach((authenticator, i) => {
    const path = `jwt[${i}]`;
    const { issuer, claimMappings } = authenticator;
    const rules = authenticator.claimValidationRules ?? [];
    if (!issuer) {
      errors.push(required(`${path}.issuer.url`));
      return;
    }
    errors.push(
      ...validateIssuer(issuer, disallowedIssuers, `${path}.issuer`),
      ...validateClaimRules(rules, `${path}.claimValidationRules`),
      ...validateClaimMappings(
        claimMappings,
        rules.flatMap(({ expression }) => expression ?? []),
        `${path}.claimMappings`,
      ),
      ...validateUserRules(
        authenticator.userValidationRules ?? [],
        `${path}.userValidationRules`,
      ),
    );
    if (issuers.has(issuer.url)) {
      errors.push(duplicate(`${path}.issuer.url`, issuer.url));
    }
    issuers.add(issuer.url);
    if (issuer.discoveryURL) {
      if (discoveryUrls.has(issuer.discoveryURL)) {
        errors.push(
          duplicate(`${path}.issuer.discoveryURL`, issuer.discoveryURL),
        );
      }
      discoveryUrls.add(issuer.discoveryURL);
    }
  });
  if (jwt.length > MAX_ISSUERS) {
    errors.push(tooMany('jwt', jwt.length, MAX_ISSUERS));
  }
  if (errors.length > 0) {
    throw new Error(texts(errors));
  }
}
