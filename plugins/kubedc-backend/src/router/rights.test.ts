import type {
  RightsAnswer,
  RightsQuestion,
} from '@kubedc/backstage-plugin-kubedc-common';
import { startPortal } from '../__testUtils__/startPortal';
import type { Portal } from '../__testUtils__/startPortal';

describe('rights', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await startPortal({ sharedAccount: 'shared' });
    await portal.ready();
  });
  afterAll(async () => {
    await portal?.stop();
  });

  const ask = async (person: string, ...questions: RightsQuestion[]) => {
    const { body } = await portal
      .post('/rights', person, { questions })
      .expect(200);
    return body.answers as RightsAnswer[];
  };
  const onVm = (verb: string, namespace: string, name: string) => ({
    operation: `vm:${verb}`,
    namespace,
    name,
    installation: 'sandbox',
  });
  const create = { operation: 'vm:create', installation: 'sandbox' };

  it('answers many questions in their order', async () => {
    await expect(
      ask(
        'bob',
        onVm('stop', 'acme-prod', 'web-1'),
        onVm('stop', 'globex-shop', 'front-1'),
        { ...create, project: 'acme/dev' },
        { operation: 'project:create', installation: 'sandbox' },
        onVm('delete', 'acme-dev', 'any'),
      ),
    ).resolves.toEqual([
      { allowed: true },
      {
        allowed: false,
        reason: expect.stringContaining(
          'User "acme:bob" cannot update resource "virtualmachines/stop" in API group "subresources.kubevirt.io" in the namespace "globex-shop"',
        ),
      },
      { allowed: true },
      {
        allowed: false,
        reason:
          'projects.kube-dc.com is forbidden: User "acme:bob" cannot create resource "projects" in API group "kube-dc.com" in any of your organizations',
      },
      { allowed: true },
    ]);
  });

  it('says of everybody where they may create', async () => {
    const [alice, bob, dave, olga] = await Promise.all(
      ['alice', 'bob', 'dave', 'olga'].map(person =>
        ask(
          person,
          create,
          { ...create, project: 'acme/prod' },
          { ...create, project: 'globex/shop' },
          { operation: 'project:create', organization: 'acme' },
          { operation: 'project:create', organization: 'globex' },
        ),
      ),
    );
    const allowed = (answers: RightsAnswer[]) =>
      answers.map(answer => answer.allowed);

    expect(allowed(alice)).toEqual([true, true, false, true, false]);
    expect(allowed(bob)).toEqual([true, true, false, false, false]);
    expect(allowed(dave)).toEqual([false, false, false, false, false]);
    expect(allowed(olga)).toEqual([true, true, true, true, true]);
    expect(dave[0].reason).toBe(
      'datavolumes.cdi.kubevirt.io is forbidden: User "globex:dave" cannot create resource "datavolumes" in API group "cdi.kubevirt.io" in any of your projects',
    );
  });

  it("does not tell whether another tenant's project or object exists", async () => {
    const [existing, invented, object, none] = await ask(
      'alice',
      { ...create, project: 'globex/shop' },
      { ...create, project: 'globex/none' },
      onVm('stop', 'globex-shop', 'front-1'),
      onVm('stop', 'globex-shop', 'none'),
    );
    expect(invented.reason).toBe(existing.reason?.replace('"shop"', '"none"'));
    expect(none.reason).toBe(object.reason?.replace('"front-1"', '"none"'));
    expect(existing.allowed || object.allowed).toBe(false);
  });

  it('says so when a project of the own organization is not there', async () => {
    const [answer] = await ask('alice', { ...create, project: 'acme/none' });
    expect(answer).toEqual({
      allowed: false,
      reason: 'There is no project acme/none, or it is not ready yet',
    });
  });

  const onFront1 = ['start', 'stop', 'restart', 'delete'].map(verb =>
    onVm(verb, 'globex-shop', 'front-1'),
  );

  it.each(['carol', 'dave', 'olga'])(
    'agrees with what a detail page offers to %s',
    async person => {
      const { body } = await portal
        .get('/resources/virtual-machines/sandbox/globex-shop/front-1', person)
        .expect(200);
      const offers: Array<{ id: string; reason?: string }> = body.operations;
      const reasons = onFront1.map(
        ({ operation }) => offers.find(({ id }) => id === operation)!.reason,
      );

      // What the state of the machine rules out is no matter of rights.
      await expect(ask(person, ...onFront1)).resolves.toEqual(
        reasons.map(reason =>
          reason && !/^It is/.test(reason)
            ? { allowed: false, reason }
            : { allowed: true },
        ),
      );
    },
  );

  it.each(['alice', 'bob', 'mallory'])(
    'refuses %s everything on what they may not even read',
    async person => {
      const answers = await ask(person, ...onFront1);
      expect(answers.map(({ allowed }) => allowed)).toEqual([
        false,
        false,
        false,
        false,
      ]);
    },
  );

  it('hears the portal’s own policy first, with one question for all operations', async () => {
    const { authorize } = portal.permissions;
    authorize.mockClear();
    authorize.mockImplementationOnce(
      async queries =>
        queries.map(({ permission }) => ({
          result: permission.name === 'kubedc.vm.stop' ? 'DENY' : 'ALLOW',
        })) as never,
    );
    const [stop, start, again] = await ask(
      'alice',
      onVm('stop', 'acme-prod', 'web-1'),
      onVm('start', 'acme-prod', 'web-1'),
      onVm('stop', 'acme-prod', 'db-1'),
    );
    expect(stop).toEqual({
      allowed: false,
      reason:
        "The portal's permission policy does not give you 'kubedc.vm.stop'",
    });
    expect(start).toEqual({ allowed: true });
    expect(again).toEqual(stop);
    expect(authorize).toHaveBeenCalledTimes(1);
  });

  it('leaves everything to the policy where the portal acts for everybody', async () => {
    await expect(
      ask('mallory', { operation: 'vm:create', installation: 'shared' }),
    ).resolves.toEqual([{ allowed: true }]);
  });

  it('refuses strangers on an installation they did not sign in with', async () => {
    const [answer] = await ask('mallory', create);
    expect(answer).toEqual({
      allowed: false,
      reason: 'You did not sign in with sandbox',
    });
  });

  it.each<[string, object, string]>([
    ['no questions', {}, 'questions'],
    ['another field', { questions: [], user: 'root' }, 'user'],
    [
      'an unknown operation',
      { questions: [{ operation: 'vm:explode' }] },
      'questions.0.operation',
    ],
    [
      'an unknown installation',
      { questions: [{ ...create, installation: 'mars' }] },
      'installation',
    ],
    [
      'no name of what exists',
      { questions: [create, { operation: 'vm:stop', namespace: 'a' }] },
      'questions.1.name',
    ],
    [
      'a project of what exists',
      { questions: [{ ...onVm('stop', 'a', 'b'), project: 'acme/prod' }] },
      'questions.0.project',
    ],
    [
      'a name of what does not exist',
      { questions: [{ ...create, name: 'a' }] },
      'questions.0.name',
    ],
    [
      'a malformed project',
      { questions: [{ ...create, project: 'acme' }] },
      'questions.0.project',
    ],
    [
      'too many questions',
      { questions: Array.from({ length: 501 }, () => create) },
      'questions',
    ],
  ])('refuses %s and names the field', async (_, body, field) => {
    const answer = await portal.post('/rights', 'alice', body);
    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatchObject({ name: 'InputError', field });
  });
});
