import { AuthenticationConfiguration } from '../authenticationConfiguration';
import { validateAuthentication } from './validateAuthentication';

const username = { claim: 'sub', prefix: '' };

function refusal(configuration: object): string {
  try {
    validateAuthentication(configuration as AuthenticationConfiguration, [
      'https://own.example',
    ]);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

function refusalOf(jwt: object[]): string {
  return refusal({ jwt });
}

describe('validateAuthentication', () => {
  it('accepts no issuers, and several', () => {
    expect(refusal({})).toBe('');
    const issuer = (url: string) => ({
      issuer: { url, audiences: ['portal'] },
      claimMappings: { username },
    });
    expect(
      refusalOf([issuer('https://a.example'), issuer('https://b.example')]),
    ).toBe('');
    expect(
      refusalOf([issuer('https://a.example'), issuer('https://a.example')]),
    ).toBe('jwt[1].issuer.url: Duplicate value: "https://a.example"');
    expect(refusalOf([issuer('https://own.example')])).toBe(
      'jwt[0].issuer.url: Invalid value: "https://own.example": URL must not overlap with disallowed issuers: [https://own.example]',
    );
  });

  it('names every field that is wrong', () => {
    expect(
      refusalOf([
        {
          issuer: {
            url: 'http://a.example?x=1',
            audiences: ['a', 'a'],
            certificateAuthority: 'no PEM',
          },
          claimValidationRules: [{}],
          claimMappings: {
            username: { claim: 'sub' },
            uid: { claim: 'a', expression: 'b' },
          },
        },
      ]),
    ).toBe(
      `[${[
        'jwt[0].issuer.url: Invalid value: "http://a.example?x=1": URL scheme must be https',
        'jwt[0].issuer.url: Invalid value: "http://a.example?x=1": URL must not contain a query',
        'jwt[0].issuer.audiences[1]: Duplicate value: "a"',
        'jwt[0].issuer.audienceMatchPolicy: Invalid value: "": audienceMatchPolicy must be MatchAny for multiple audiences',
        'jwt[0].issuer.certificateAuthority: Invalid value: "<omitted>": data does not contain any valid RSA or ECDSA certificates',
        'jwt[0].claimValidationRules[0]: Required value: claim or expression is required',
        'jwt[0].claimMappings.username.prefix: Required value: prefix is required when claim is set. It can be set to an empty string to disable prefixing',
        'jwt[0].claimMappings.uid: Invalid value: "": claim and expression can\'t both be set',
      ].join(', ')}]`,
    );
  });

  it('refuses what it does not know', () => {
    expect(
      refusalOf([
        {
          issuer: { url: 'https://a.example', audience: 'portal' },
          claimMappings: { username },
          claims: [],
        },
      ]),
    ).toBe(
      'strict decoding error: unknown field "jwt[0].issuer.audience", unknown field "jwt[0].claims"',
    );
    expect(refusal({ kind: 'Other' })).toContain('no kind "Other"');
  });
});
