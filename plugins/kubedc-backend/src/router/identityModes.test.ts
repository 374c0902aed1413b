import type { IdentityMode } from '@kubedc/backstage-plugin-kubedc-node';
import request from 'supertest';
import { startPortal, type Portal } from '../__testUtils__/startPortal';

const VMS = '/resources/virtual-machines';
const BUCKETS = '/resources/buckets/sandbox/acme-dev';
const bucket = (name: string) => ({ input: { project: 'acme/dev', name } });

describe.each<IdentityMode>(['oidc', 'impersonate', 'serviceAccount'])(
  'a portal of mode %s, with the account that deploy/ gives it',
  mode => {
    let portal: Portal;
    let tokens: Record<string, string>;

    beforeAll(async () => {
      portal = await startPortal({ identity: mode });
      tokens = {};
      if (mode === 'oidc') {
        for (const name of ['alice', 'bob', 'dave', 'olga']) {
          tokens[name] = await portal.tokenOf(name);
        }
      }
      await portal.ready();
    });

    afterAll(async () => {
      await portal?.stop();
    });

    /** As the person's browser calls: with their token where the platform takes nothing else. */
    const as = (call: request.Test, person: string) =>
      tokens[person] ? call.set('kubedc-token', tokens[person]) : call;

    it('tells its mode', async () => {
      const { body } = await portal.get('/installations', 'alice').expect(200);
      expect(body.items).toEqual([
        expect.objectContaining({ name: 'sandbox', identity: mode }),
      ]);
    });

    it('lists, shows, checks, makes and deletes', async () => {
      const list = await as(portal.get(VMS, 'alice'), 'alice').expect(200);
      expect(list.body.total).toBeGreaterThan(0);

      await as(
        portal.run('bucket:create', 'alice', {
          ...bucket('letters'),
          dryRun: true,
        }),
        'alice',
      ).expect(200);
      const made = await as(
        portal.run('bucket:create', 'alice', bucket('letters')),
        'alice',
      ).expect(202);
      const run = await portal.finish(made.body.runId, 'alice');
      expect(run).toMatchObject({ state: 'succeeded' });

      const detail = await as(
        portal.get(`${BUCKETS}/letters`, 'alice'),
        'alice',
      ).expect(200);
      expect(detail.body.object.metadata.name).toBe('letters');
      await as(portal.get('/offers', 'alice'), 'alice').expect(200);
      await as(portal.get('/images', 'alice'), 'alice').expect(200);

      const { installation, namespace, name } = detail.body;
      await as(
        portal.run('bucket:delete', 'alice', {
          input: { installation, namespace, name },
        }),
        'alice',
      ).expect(202);
    });

    if (mode === 'serviceAccount') {
      it('leaves everything to the portal’s own policy', async () => {
        // The platform itself would let dave of another organization do nothing here.
        await portal
          .run('bucket:create', 'dave', {
            ...bucket('anybody'),
            dryRun: true,
          })
          .expect(200);
        portal.permissions.authorize.mockImplementation((async (
          queries: unknown[],
        ) => queries.map(() => ({ result: 'DENY' }))) as never);
        const refused = await portal
          .run('bucket:create', 'alice', bucket('refused'))
          .expect(403);
        expect(refused.body.error.message).toContain('permission policy');
        await expect(
          portal.admin.find(
            {
              group: 'objectbucket.io',
              version: 'v1alpha1',
              resource: 'objectbucketclaims',
              namespaced: true,
            },
            'acme-dev',
            'refused',
          ),
        ).resolves.toBeUndefined();
      });
    } else {
      it('shows and gives nobody anything of another organization', async () => {
        const list = await as(portal.get(VMS, 'dave'), 'dave').expect(200);
        expect(JSON.stringify(list.body)).not.toContain('acme');
        const refused = await as(
          portal.run('bucket:create', 'dave', bucket('spy')),
          'dave',
        ).expect(403);
        expect(refused.body.error.message).toContain('globex:dave');
      });
    }
  },
);
