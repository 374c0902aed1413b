import { accountOf } from './account';
import { parseArguments } from './arguments';

const address = ['--keycloak', 'https://login.example'];
const portal = ['--backend-url', 'https://portal.example'];

describe('parseArguments', () => {
  it('fills in what the platform has by default', () => {
    expect(
      parseArguments([...address, ...portal, '--public', '--all']),
    ).toEqual({
      keycloak: 'https://login.example',
      backendUrl: 'https://portal.example',
      appUrl: 'https://portal.example',
      clientId: 'backstage',
      platformRealm: 'master',
      audience: 'kube-dc',
      platformAudience: 'kube-dc-admin',
      dryRun: false,
    });
  });

  it('takes organizations by name', () => {
    expect(
      parseArguments([
        ...[...address, ...portal, '--client-secret-file', 'secret'],
        ...['--organization', 'acme', '--organization', 'globex'],
        ...['--no-platform', '--watch', '30'],
      ]),
    ).toMatchObject({
      organizations: ['acme', 'globex'],
      clientSecretFile: 'secret',
      platformRealm: undefined,
      watchSeconds: 30,
    });
  });

  it('asks for nothing when help is wanted', () => {
    expect(parseArguments(['--help'])).toBeUndefined();
  });

  it.each([
    [[...portal, '--public'], '--keycloak is required'],
    [[...address, '--public'], '--backend-url is required'],
    [[...address, '--backend-url', 'portal', '--public'], 'not "portal"'],
    [[...address, ...portal], '--client-secret-file and --public'],
    [[...address, ...portal, '--public', '--no-platform'], 'or --all'],
    [
      [...address, ...portal, '--public', '--all', '--organization', 'acme'],
      'one of --organization and --all',
    ],
    [
      [...address, ...portal, '--public', '--organization', '../x'],
      'not "../x"',
    ],
    [[...address, ...portal, '--public', '--watch', 'soon'], 'not "soon"'],
    [[...address, ...portal, '--public', '--force'], '--force'],
  ])('refuses %j', (args, message) => {
    expect(() => parseArguments(args)).toThrow(message);
  });
});

describe('accountOf', () => {
  it('is a client, or a person', () => {
    expect(
      accountOf({
        KEYCLOAK_ADMIN_CLIENT_ID: 'portal-setup',
        KEYCLOAK_ADMIN_CLIENT_SECRET: 's3cret',
        KEYCLOAK_ADMIN_REALM: 'acme',
      }),
    ).toEqual({
      clientId: 'portal-setup',
      clientSecret: 's3cret',
      realm: 'acme',
    });
    expect(
      accountOf({
        KEYCLOAK_ADMIN_USERNAME: 'admin',
        KEYCLOAK_ADMIN_PASSWORD: 'pw',
      }),
    ).toEqual({ username: 'admin', password: 'pw' });
  });

  it('is not half of one', () => {
    expect(() => accountOf({ KEYCLOAK_ADMIN_CLIENT_ID: 'x' })).toThrow(
      'KEYCLOAK_ADMIN_CLIENT_SECRET',
    );
  });
});
