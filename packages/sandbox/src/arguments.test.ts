import { parseArguments } from './arguments';

describe('parseArguments', () => {
  it('has defaults for everything', () => {
    expect(parseArguments([])).toEqual({
      apiServer: 'embedded',
      dir: '.sandbox',
      port: 6443,
      oidcPort: 5556,
      speed: 'human',
      keep: false,
      verbose: false,
    });
  });

  it('reads all options', () => {
    expect(
      parseArguments(
        '--apiserver real --dir x --port 0 --oidc-port 7000 --speed fast --keep'.split(
          ' ',
        ),
      ),
    ).toMatchObject({
      apiServer: 'real',
      dir: 'x',
      port: 0,
      oidcPort: 7000,
      speed: 'fast',
      keep: true,
    });
  });

  it('takes another place to sign in at', () => {
    const { oidcPort, signInElsewhere } = parseArguments([
      ...['--oidc-issuer', 'https://login.example/realms/{realm}'],
      ...['--oidc-ca-file', 'ca.crt'],
    ]);
    expect(oidcPort).toBeUndefined();
    expect(signInElsewhere).toEqual({
      issuer: 'https://login.example/realms/{realm}',
      caFile: 'ca.crt',
    });
  });

  it.each([
    [
      ['--oidc-issuer', 'http://x/{realm}', '--oidc-ca-file', 'c'],
      'https address with {realm} in it',
    ],
    [['--oidc-ca-file', 'c'], 'not ""'],
    [['--oidc-issuer', 'https://x/{realm}'], 'needs --oidc-ca-file'],
    [['--port', 'abc'], '--port is a port number, not "abc"'],
    [['--oidc-port', '70000'], '--oidc-port is a port number, not "70000"'],
    [['--speed', 'slow'], '--speed is human or fast, not "slow"'],
    [['--apiserver', 'toy'], '--apiserver is embedded or real, not "toy"'],
    [['--colour'], "'--colour'"],
  ])('refuses %j', (args, message) => {
    expect(() => parseArguments(args)).toThrow(message);
  });
});
