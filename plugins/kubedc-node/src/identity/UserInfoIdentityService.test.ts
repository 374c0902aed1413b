import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UserInfoIdentityService } from './UserInfoIdentityService';

const ALICE = {
  installation: 'sandbox',
  user: 'acme:alice',
  groups: ['acme:org-admin'],
};
const ISSUED_AT = Math.floor(Date.now() / 1000);
const CLAIM = { ...ALICE, issuedAt: ISSUED_AT };

describe('UserInfoIdentityService', () => {
  let answers: Array<{ status: number; body: unknown }>;
  let requests: string[];
  let now: number;
  let service: UserInfoIdentityService;
  const server = createServer((request, response) => {
    requests.push(`${request.url} ${request.headers.authorization}`);
    const { status, body } = answers.length > 1 ? answers.shift()! : answers[0];
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  });

  beforeAll(async () => {
    await new Promise<void>(resolve =>
      server.listen(0, '127.0.0.1', () => resolve()),
    );
  });

  afterAll(async () => {
    await new Promise(resolve => server.close(resolve));
  });

  beforeEach(() => {
    answers = [{ status: 200, body: { claims: { kubedc: CLAIM } } }];
    requests = [];
    now = Date.now();
    const { port } = server.address() as AddressInfo;
    service = new UserInfoIdentityService({
      auth: mockServices.auth(),
      discovery: mockServices.discovery.mock({
        getBaseUrl: async id => `http://127.0.0.1:${port}/api/${id}`,
      }),
      now: () => now,
    });
  });

  const alice = mockCredentials.user('user:acme/alice');

  it("asks the auth backend with the user's limited token and reads the claim", async () => {
    await expect(service.find(alice)).resolves.toEqual(ALICE);
    expect(requests).toEqual([
      `/api/auth/kubedc/identity Bearer ${mockCredentials.limitedUser.token(
        'user:acme/alice',
      )}`,
    ]);
  });

  it('has no identity for services and for nobody, without asking', async () => {
    await expect(
      service.find(mockCredentials.service()),
    ).resolves.toBeUndefined();
    await expect(service.find(mockCredentials.none())).resolves.toBeUndefined();
    expect(requests).toEqual([]);
  });

  it.each([
    ['no claim', { claims: { sub: 'user:acme/alice' } }],
    ['no claims at all', {}],
    ['a claim of the wrong form', { claims: { kubedc: 'acme:alice' } }],
    [
      'a user name without a realm',
      { claims: { kubedc: { ...CLAIM, user: 'alice' } } },
    ],
    [
      'a sign-in that nobody renewed for a day',
      { claims: { kubedc: { ...CLAIM, issuedAt: ISSUED_AT - 86_401 } } },
    ],
    ['a sign-in of an unknown time', { claims: { kubedc: ALICE } }],
    [
      'a name that belongs to Kubernetes',
      { claims: { kubedc: { ...CLAIM, groups: ['system:masters'] } } },
    ],
  ])('has no identity for %s', async (_, body) => {
    answers = [{ status: 200, body }];
    await expect(service.find(alice)).resolves.toBeUndefined();
  });

  it('has no identity for users the auth backend does not know', async () => {
    answers = [{ status: 404, body: {} }];
    await expect(service.find(alice)).resolves.toBeUndefined();
  });

  it('keeps an answer for a minute and separates users', async () => {
    await Promise.all([service.find(alice), service.find(alice)]);
    now += 59_000;
    await service.find(alice);
    expect(requests).toHaveLength(1);
    await service.find(mockCredentials.user('user:acme/bob'));
    expect(requests).toHaveLength(2);
    now += 2_000;
    await service.find(alice);
    expect(requests).toHaveLength(3);
  });

  it('does not keep a failure', async () => {
    answers = [
      { status: 500, body: { error: { message: 'down' } } },
      { status: 200, body: { claims: { kubedc: CLAIM } } },
    ];
    await expect(service.find(alice)).rejects.toThrow('500');
    await expect(service.find(alice)).resolves.toEqual(ALICE);
  });

  it('refuses people without an identity and of another installation', async () => {
    await expect(service.require(alice, 'sandbox')).resolves.toEqual(ALICE);
    await expect(service.require(alice, 'zurich')).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: "You are signed in with 'sandbox', not with 'zurich'",
    });
    await expect(
      service.require(mockCredentials.service(), 'sandbox'),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
  });
});
