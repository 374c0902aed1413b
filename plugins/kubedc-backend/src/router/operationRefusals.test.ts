import { everythingMade } from '../__testUtils__/everythingMade';
import { bucket, vm } from '../__testUtils__/orders';
import { startPortal, type Portal } from '../__testUtils__/startPortal';

describe('operations that are refused', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await startPortal();
    await portal.ready();
  });
  afterAll(async () => {
    await portal?.stop();
  });

  const everything = () => everythingMade(portal.admin);

  describe.each<
    [string, string, string, object, number, string | undefined, RegExp]
  >([
    [
      'a name with capitals',
      'vm:create',
      'alice',
      vm({ name: 'Web-1' }),
      400,
      'name',
      /lower case/,
    ],
    [
      'a negative disk',
      'vm:create',
      'alice',
      vm({ diskSize: '-5Gi' }),
      400,
      'diskSize',
      /above zero/,
    ],
    [
      'a disk too small for the image',
      'vm:create',
      'alice',
      vm({ diskSize: '1Gi' }),
      400,
      'diskSize',
      /needs a disk of at least/,
    ],
    [
      'an image that is not offered',
      'vm:create',
      'alice',
      vm({ image: 'beos-5' }),
      400,
      'image',
      /beos-5/,
    ],
    [
      'a version that is not offered',
      'cluster:create',
      'alice',
      { input: { project: 'acme/dev', name: 'new', version: 'v1.1.1' } },
      400,
      'version',
      /v1\.1\.1/,
    ],
    [
      'a field that there is none of',
      'vm:create',
      'alice',
      vm({ ram: '4Gi' }),
      400,
      'ram',
      /no such field/,
    ],
    [
      'a missing name',
      'bucket:create',
      'alice',
      { input: { project: 'acme/dev' } },
      400,
      'name',
      /required/,
    ],
    [
      'a project without the right',
      'project:create',
      'bob',
      { input: { organization: 'acme', name: 'mine' } },
      403,
      undefined,
      /User "acme:bob" cannot create resource "projects" in API group "kube-dc.com" in the namespace "acme"/,
    ],
    [
      "another tenant's project",
      'bucket:create',
      'dave',
      bucket('spy', 'acme/prod'),
      403,
      undefined,
      /User "globex:dave" cannot get resource "projects"/,
    ],
    [
      'a project that nobody has',
      'bucket:create',
      'dave',
      bucket('spy', 'acme/none'),
      403,
      undefined,
      /User "globex:dave" cannot get resource "projects"/,
    ],
    [
      'an own project that there is none of',
      'bucket:create',
      'alice',
      bucket('spy', 'acme/none'),
      400,
      'project',
      /no project acme\/none/,
    ],
    [
      'a role that only reads',
      'bucket:create',
      'dave',
      bucket('mine', 'globex/shop'),
      403,
      undefined,
      /cannot create resource "objectbucketclaims"/,
    ],
    [
      "another tenant's object",
      'vm:delete',
      'dave',
      { input: { namespace: 'acme-prod', name: 'web-1' } },
      403,
      undefined,
      /^virtualmachines\.kubevirt\.io "web-1" is forbidden: User "globex:dave" cannot delete resource "virtualmachines" in API group "kubevirt\.io" in the namespace "acme-prod"$/,
    ],
    [
      'an object that is not there',
      'vm:start',
      'alice',
      { input: { namespace: 'acme-prod', name: 'none' } },
      404,
      undefined,
      /virtualmachines.kubevirt.io "none" not found/,
    ],
    [
      'an installation that is not there',
      'vm:create',
      'alice',
      vm({ installation: 'mars' }),
      400,
      'installation',
      /mars/,
    ],
    ['no input', 'vm:create', 'alice', {}, 400, 'input', /required/],
    [
      'a deadline that is none',
      'vm:create',
      'alice',
      { ...vm(), deadlineSeconds: 0 },
      400,
      'deadlineSeconds',
      /86,400/,
    ],
    [
      'an idempotency key that is too long',
      'vm:create',
      'alice',
      { ...vm(), idempotencyKey: 'x'.repeat(129) },
      400,
      'idempotencyKey',
      /128/,
    ],
    [
      'an operation that there is none of',
      'vm:explode',
      'alice',
      vm(),
      404,
      undefined,
      /vm:explode/,
    ],
  ])('with %s', (_, id, person, body, status, field, sentence) => {
    it(`answers ${status} and makes nothing`, async () => {
      const before = await everything();

      const answer = await portal.run(id, person, body);

      expect(answer.status).toBe(status);
      expect(answer.body.error.message).toMatch(sentence);
      expect(answer.body.error.field).toBe(field);
      await expect(everything()).resolves.toEqual(before);
    });
  });
});
