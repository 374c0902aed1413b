import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import express from 'express';
import type { AddressInfo } from 'node:net';
import { createIdentityRoute } from './identityRoute';
import type { SignInStore } from './SignInStore';

const claim = {
  installation: 'zurich',
  user: 'acme:alice',
  groups: [],
  issuedAt: 1,
};

describe('createIdentityRoute', () => {
  const store = { findByProof: jest.fn(), findLastOf: jest.fn() };

  async function ask(exclusive: boolean, token?: string) {
    const app = express();
    app.use(
      createIdentityRoute({
        auth: mockServices.auth(),
        store: store as unknown as SignInStore,
        exclusive,
      }),
    );
    app.use(
      (
        error: Error,
        _req: express.Request,
        res: express.Response,
        _next: express.NextFunction,
      ) => {
        res.status(400).json({ error: error.name });
      },
    );
    const server = app.listen(0);
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://localhost:${port}/kubedc/identity`, {
      headers: token ? { authorization: `Bearer ${token}` } : {},
    });
    server.close();
    return response.json();
  }

  const alice = mockCredentials.user.token('user:acme/alice');
  const claims = { sub: 'user:acme/alice' };

  beforeEach(() => {
    jest.resetAllMocks();
    store.findLastOf.mockResolvedValue(claim);
  });

  it('tells who somebody is by the token, also in its limited form', async () => {
    store.findByProof.mockResolvedValue({ claim });
    for (const token of [
      alice,
      mockCredentials.limitedUser.token('user:acme/alice'),
    ]) {
      await expect(ask(false, token)).resolves.toEqual({
        claims: { ...claims, kubedc: claim },
      });
    }
  });

  it('knows an agent by its user where nobody signs in any other way', async () => {
    await expect(ask(true, alice)).resolves.toEqual({
      claims: { ...claims, kubedc: claim },
    });
    expect(store.findLastOf).toHaveBeenCalledWith('user:acme/alice');
  });

  it('takes nobody for a user of the same name elsewhere', async () => {
    await expect(ask(false, alice)).resolves.toEqual({ claims });
    expect(store.findLastOf).not.toHaveBeenCalled();
  });

  it('leaves nothing to a token whose session is over', async () => {
    store.findByProof.mockResolvedValue({ claim: undefined });
    await expect(ask(true, alice)).resolves.toEqual({ claims });
  });

  it.each([
    ['nobody', undefined, 'AuthenticationError'],
    ['a service', mockCredentials.service.token(), 'NotAllowedError'],
    ['a made-up token', 'x.y.z', 'AuthenticationError'],
  ])('answers nothing to %s', async (_, token, error) => {
    await expect(ask(true, token)).resolves.toEqual({ error });
  });
});
