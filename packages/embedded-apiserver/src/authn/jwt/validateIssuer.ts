import { X509Certificate } from 'node:crypto';
import {
  duplicate,
  FieldError,
  invalid,
  required,
} from '../../errors/fieldError';
import { JwtIssuer } from '../authenticationConfiguration';

function validateUrl(text: string, path: string): FieldError[] {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return [invalid(path, text, 'URL scheme must be https')];
  }
  const errors: FieldError[] = [];
  if (url.protocol !== 'https:') {
    errors.push(invalid(path, text, 'URL scheme must be https'));
  }
  if (url.username || url.password) {
    errors.push(
      invalid(path, text, 'URL must not contain a username or password'),
    );
  }
  if (url.search) {
    errors.push(invalid(path, text, 'URL must not contain a query'));
  }
  if (url.hash) {
    errors.push(invalid(path, text, 'URL must not contain a fragment'));
  }
  return errors;
}

function validateDiscoveryUrl(
  { url, discoveryURL }: JwtIssuer,
  path: string,
): FieldError[] {
  if (!discoveryURL) {
    return [];
  }
  const trimmed = (text: string) => text.replace(/\/+$/, '');
  const isSame = !!url && trimmed(url) === trimmed(discoveryURL);
  return [
    ...(isSame
      ? [invalid(path, discoveryURL, 'discoveryURL must be different from URL')]
      : []),
    ...validateUrl(discoveryURL, path),
  ];
}

function validateAudiences(issuer: JwtIssuer, path: string): FieldError[] {
  const { audiences = [], audienceMatchPolicy: policy } = issuer;
  const at = `${path}.audiences`;
  if (audiences.length === 0) {
    return [required(at, `at least one ${at} is required`)];
  }
  const errors: FieldError[] = [];
  audiences.forEach((audience, i) => {
    if (!audience) {
      errors.push(required(`${at}[${i}]`));
    }
    if (audiences.indexOf(audience) < i) {
      errors.push(duplicate(`${at}[${i}]`, audience));
    }
  });
  const isMatchAny = policy === 'MatchAny';
  if (audiences.length > 1 && !isMatchAny) {
    errors.push(
      invalid(
        `${path}.audienceMatchPolicy`,
        policy ?? '',
        'audienceMatchPolicy must be MatchAny for multiple audiences',
      ),
    );
  } else if (policy && !isMatchAny) {
    errors.push(
      invalid(
        `${path}.audienceMatchPolicy`,
        policy,
        'audienceMatchPolicy must be empty or MatchAny for single audience',
      ),
    );
  }
  return errors;
}

function isCertificate(pem: string): boolean {
  try {
    return !!new X509Certificate(pem);
  } catch {
    // What is not a certificate is said by the caller.
    return false;
  }
}

/** Checks where an issuer is and which tokens of it are meant for the server. */
export function validateIssuer(
  issuer: JwtIssuer,
  disallowedIssuers: string[],
  path: string,
): FieldError[] {
  const { url, certificateAuthority } = issuer;
  const errors: FieldError[] = [];
  if (!url) {
    errors.push(required(`${path}.url`));
  } else {
    if (disallowedIssuers.includes(url)) {
      errors.push(
        invalid(
          `${path}.url`,
          url,
          `URL must not overlap with disallowed issuers: [${[
            ...disallowedIssuers,
          ]
            .sort()
            .join(' ')}]`,
        ),
      );
    }
    errors.push(...validateUrl(url, `${path}.url`));
  }
  errors.push(
    ...validateDiscoveryUrl(issuer, `${path}.discoveryURL`),
    ...validateAudiences(issuer, path),
  );
  if (certificateAuthority && !isCertificate(certificateAuthority)) {
    errors.push(
      invalid(
        `${path}.certificateAuthority`,
        '<omitted>',
        'data does not contain any valid RSA or ECDSA certificates',
      ),
    );
  }
  return errors;
}
