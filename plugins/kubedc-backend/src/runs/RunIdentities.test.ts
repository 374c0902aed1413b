import { NotAllowedError } from '@backstage/errors';
import { SessionEndedError } from '@kubedc/backstage-plugin-kubedc-node';
import type { PlatformService } from '@kubedc/backstage-plugin-kubedc-node';
import { runOf } from '../__testUtils__/runOf';
import { RunIdentities } from './RunIdentities';

const ALICE = { user: 'acme:alice', groups: ['acme:org-admin'] };

describe('RunIdentities', () => {
  const redeem = jest.fn();

  function on(identity: string) {
    return new RunIdentities({
      platform: { get: () => ({ identity }) } as unknown as PlatformService,
      grants: { redeem },
    });
  }

  beforeEach(() => {
    redeem.mockReset();
    redeem.mockResolvedValue('from-grant');
  });

  const run = runOf({ identity: ALICE, grantId: 'grant-1' });

  it('takes the person where the portal may impersonate them', async () => {
    await expect(on('impersonate').of(run, undefined)).resolves.toEqual(ALICE);
    expect(redeem).not.toHaveBeenCalled();
  });

  it('takes the portal’s account where it acts for everybody', async () => {
    const shared = runOf({ identity: undefined });
    await expect(
      on('serviceAccount').of(shared, undefined),
    ).resolves.toBeUndefined();
  });

  it('takes the token of who asks, when it is they who started the run', async () => {
    await expect(
      on('oidc').of(run, { ...ALICE, token: 'fresh' }),
    ).resolves.toEqual({ ...ALICE, token: 'fresh' });
    await expect(
      on('oidc').of(run, { user: 'acme:bob', groups: [], token: "bob's" }),
    ).resolves.toEqual({ ...ALICE, token: 'from-grant' });
  });

  it('takes the grant that started the run, for that operation only', async () => {
    await on('oidc').of(run, undefined);
    expect(redeem).toHaveBeenCalledWith(
      'grant-1',
      {
        userRef: run.userRef,
        installation: run.installation,
        kubernetesUser: 'acme:alice',
      },
      run.operation,
    );
  });

  it.each([new SessionEndedError(), new NotAllowedError('over')])(
    'takes the portal’s account, which can only look, when the grant is over',
    async error => {
      redeem.mockRejectedValue(error);
      await expect(on('oidc').of(run, undefined)).resolves.toBeUndefined();
      const direct = runOf({ identity: ALICE });
      await expect(on('oidc').of(direct, undefined)).resolves.toBeUndefined();
    },
  );

  it('does not take a database that is away for an ended grant', async () => {
    redeem.mockRejectedValue(new Error('away'));
    await expect(on('oidc').of(run, undefined)).rejects.toThrow('away');
  });
});
