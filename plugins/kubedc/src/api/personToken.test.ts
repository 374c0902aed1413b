import { mockApis } from '@backstage/frontend-test-utils';
import { tokenSourceOf } from './personToken';

const configOf = (identity?: string) =>
  mockApis.config({
    data: {
      kubedc: {
        installations: { bern: {}, zurich: identity ? { identity } : {} },
      },
    },
  });

describe('tokenSourceOf', () => {
  it('gives what the session gives where an installation takes tokens', async () => {
    const getAccessToken = jest.fn().mockResolvedValue('own');
    const source = tokenSourceOf({
      configApi: configOf('oidc'),
      authApi: { getAccessToken },
    });
    await expect(source?.()).resolves.toBe('own');
    // Without a session nobody is asked to sign in by a list that reloads itself.
    expect(getAccessToken).toHaveBeenCalledWith(undefined, { optional: true });
  });

  it('gives nothing without a session', async () => {
    const source = tokenSourceOf({
      configApi: configOf('oidc'),
      authApi: { getAccessToken: async () => '' },
    });
    await expect(source?.()).resolves.toBeUndefined();
  });

  it.each([undefined, 'impersonate', 'serviceAccount'])(
    'leaves the session alone where installations are of mode %s',
    identity => {
      const source = tokenSourceOf({
        configApi: configOf(identity),
        authApi: { getAccessToken: jest.fn() },
      });
      expect(source).toBeUndefined();
    },
  );

  it('leaves the session alone where nothing is configured', () => {
    expect(
      tokenSourceOf({
        configApi: mockApis.config({ data: {} }),
        authApi: { getAccessToken: jest.fn() },
      }),
    ).toBeUndefined();
  });
});
