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

  it.each([
    [['--port', 'abc'], '--port is a port number, not "abc"'],
    [['--oidc-port', '70000'], '--oidc-port is a port number, not "70000"'],
    [['--speed', 'slow'], '--speed is human or fast, not "slow"'],
    [['--apiserver', 'toy'], '--apiserver is embedded or real, not "toy"'],
    [['--colour'], "'--colour'"],
  ])('refuses %j', (args, message) => {
    expect(() => parseArguments(args)).toThrow(message);
  });
});
