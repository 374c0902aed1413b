import {
  eips,
  objectBucketClaims,
  objectBuckets,
  organizationGroups,
  organizations,
  projects,
} from '../kinds';
import { conditionOf } from '../runtime/objects';
import {
  configMaps,
  hierarchicalResourceQuotas,
  limitRanges,
  namespaces,
  networkAttachmentDefinitions,
  resourceQuotas,
  roleBindings,
  roles,
  secrets,
} from '../runtime/resources';
import {
  TestSandbox,
  createAcme,
  startTestSandbox,
} from '../__testUtils__/testSandbox';

describe('tenants', () => {
  let bed: TestSandbox;

  beforeAll(async () => {
    bed = await startTestSandbox();
    await createAcme(bed);
  });

  afterAll(() => bed?.stop());

  it('have roles, quota, realm access and usage', async () => {
    const namespace = 'acme';
    const binding = await bed.client.get(roleBindings, {
      namespace,
      name: 'acme-admin',
    });
    expect(binding?.subjects).toEqual([
      expect.objectContaining({ kind: 'Group', name: 'acme:org-admin' }),
    ]);
    const quota = await bed.client.get(hierarchicalResourceQuotas, {
      namespace,
      name: 'plan-quota',
    });
    expect(quota?.spec?.hard).toMatchObject({
      'requests.cpu': '8',
      'limits.memory': '24Gi',
      'requests.storage': '160Gi',
    });
    expect(quota?.metadata.labels).toMatchObject({
      'billing.kube-dc.com/plan-id': 'pro-pool',
    });
    const access = await bed.client.get(secrets, {
      namespace,
      name: 'realm-access',
    });
    expect(Object.keys(access?.data ?? {}).sort()).toEqual([
      'password',
      'url',
      'user',
    ]);
    const organization = await bed.client.get(organizations, {
      namespace,
      name: 'acme',
    });
    expect(organization?.status).toMatchObject({
      quotaEnforced: true,
      quotaPlanId: 'pro-pool',
      quotaUsage: {
        cpu: { hard: '8', used: '0' },
        memory: { hard: '24Gi', used: '0Gi' },
        publicIPv4: { hard: '1', used: '0' },
      },
    });
  });

  it('lose their quota when they are suspended', async () => {
    const key = { namespace: 'acme', name: 'acme' };
    const subscription = (state: string) =>
      bed.client.patch(organizations, key, {
        metadata: {
          annotations: { 'billing.kube-dc.com/subscription': state },
        },
      });
    const quota = { namespace: 'acme', name: 'plan-quota' };
    await subscription('suspended');
    await bed.until(
      hierarchicalResourceQuotas,
      quota,
      ({ spec }) =>
        (spec?.hard as Record<string, string>)['requests.cpu'] === '500m' &&
        !('requests.storage' in (spec?.hard as object)),
    );
    await subscription('active');
    const restored = await bed.until(
      hierarchicalResourceQuotas,
      quota,
      ({ spec }) =>
        (spec?.hard as Record<string, string>)['requests.cpu'] === '8',
    );
    expect(restored.spec?.hard).toHaveProperty(['requests.storage'], '160Gi');
  });

  it('have projects with everything that a project comes with', async () => {
    const namespace = 'acme-prod';
    const backing = await bed.client.get(namespaces, { name: namespace });
    expect(backing?.metadata).toMatchObject({
      labels: { 'kube-dc.com/project': '' },
      annotations: { 'kube-dc.com/project': 'acme/prod' },
    });
    for (const name of ['admin', 'developer', 'project-manager', 'user']) {
      const role = await bed.client.get(roles, { namespace, name });
      expect(role?.rules).not.toHaveLength(0);
    }
    const gateway = await bed.client.get(eips, {
      namespace,
      name: 'default-gw',
    });
    expect(gateway?.spec).toEqual({ childRef: 'acme-prod-ext-cloud' });
    expect(gateway?.status).toMatchObject({
      ready: true,
      ownershipType: 'Exclusive',
    });
    expect(gateway?.status?.ipAddress).toMatch(/^100\.65\./);
    const keys = await bed.client.get(secrets, {
      namespace,
      name: 'ssh-keypair-default',
    });
    expect(Object.keys(keys?.data ?? {}).sort()).toEqual([
      'id_rsa',
      'id_rsa.pub',
    ]);
    const authorized = await bed.client.get(secrets, {
      namespace,
      name: 'authorized-keys-default',
    });
    expect(authorized?.data?.admin).toBe(keys?.data?.['id_rsa.pub']);
    for (const [resource, name] of [
      [networkAttachmentDefinitions, 'default'],
      [resourceQuotas, 'hrq.hnc.x-k8s.io'],
      [limitRanges, 'default-resource-limits'],
    ] as const) {
      expect(await bed.client.get(resource, { namespace, name })).toBeDefined();
    }
    const project = await bed.client.get(projects, {
      namespace: 'acme',
      name: 'prod',
    });
    expect(project?.status).toMatchObject({
      namespace,
      ready: true,
      quotaUsage: { perProjectQuotaSet: false, cpu: { hard: '8' } },
    });
    expect(conditionOf(project?.status?.conditions, 'LimitCheck')?.status).toBe(
      'True',
    );
  });

  it('have projects with a bucket for the backups of clusters', async () => {
    const key = { namespace: 'acme-prod', name: 'managed-k8s-backups' };
    const isBound = ({ status }: { status?: { phase?: string } }) =>
      status?.phase === 'Bound';
    const claim = await bed.until(objectBucketClaims, key, isBound);
    expect(claim.metadata.labels).toMatchObject({
      'kube-dc.com/organization': 'acme',
    });
    expect(claim.spec).toMatchObject({
      bucketName: 'acme-prod-managed-k8s-backups',
    });
    const config = await bed.client.get(configMaps, key);
    expect(config?.data).toMatchObject({
      BUCKET_NAME: 'acme-prod-managed-k8s-backups',
    });
    const secret = await bed.client.get(secrets, key);
    expect(Object.keys(secret?.data ?? {}).sort()).toEqual([
      'AWS_ACCESS_KEY_ID',
      'AWS_SECRET_ACCESS_KEY',
    ]);
    await bed.client.delete(objectBucketClaims, key);
    const again = await bed.until(
      objectBucketClaims,
      key,
      found => found.metadata.uid !== claim.metadata.uid && isBound(found),
    );
    expect(again.spec).toEqual(claim.spec);
  });

  it('bind their groups, and unbind them again', async () => {
    const binding = await bed.until(
      roleBindings,
      { namespace: 'acme-prod', name: 'developer-backend-team' },
      () => true,
    );
    expect(binding.metadata.labels).toEqual({ group: 'backend-team' });
    expect(binding.subjects).toEqual([
      expect.objectContaining({ name: 'acme:backend-team' }),
    ]);
    const key = { namespace: 'acme', name: 'backend-team' };
    await bed.client.patch(organizationGroups, key, {
      spec: { permissions: [{ project: 'staging', roles: ['user'] }] },
    });
    await bed.untilGone(roleBindings, binding.metadata as { name: string });
    const moved = { namespace: 'acme-staging', name: 'user-backend-team' };
    await bed.until(roleBindings, moved, () => true);
    await bed.client.delete(organizationGroups, key);
    await bed.untilGone(organizationGroups, key);
    expect(await bed.client.get(roleBindings, moved)).toBeUndefined();
  });

  it('give people the rights of their groups and no more', async () => {
    const alice = bed.as('alice');
    const dave = bed.as('dave');
    expect(
      await alice.get(projects, { namespace: 'acme', name: 'prod' }),
    ).toBeDefined();
    await expect(
      dave.get(projects, { namespace: 'acme', name: 'prod' }),
    ).rejects.toMatchObject({ code: 403 });
    await expect(
      bed
        .as('portal')
        .get(secrets, { namespace: 'acme', name: 'realm-access' }),
    ).rejects.toMatchObject({ code: 403 });
  });

  it('take down a project with all that is in it', async () => {
    const key = { namespace: 'acme', name: 'staging' };
    await bed.client.delete(projects, key);
    await bed.untilGone(projects, key);
    expect(
      await bed.client.get(namespaces, { name: 'acme-staging' }),
    ).toBeUndefined();
    expect(
      await bed.client.get(objectBuckets, {
        name: 'obc-acme-staging-managed-k8s-backups',
      }),
    ).toBeUndefined();
  });

  it('are not given more public addresses than their plan has', async () => {
    const namespace = 'acme-prod';
    for (const name of ['first', 'second']) {
      await bed.client.create(eips, {
        metadata: { name, namespace },
        spec: { externalNetworkType: 'public' },
      });
      await bed.until(
        eips,
        { namespace, name },
        ({ status }) => status?.conditions?.length,
      );
      if (name === 'first') {
        await bed.until(
          eips,
          { namespace, name },
          ({ status }) => status?.ready,
        );
      }
    }
    const second = await bed.client.get(eips, { namespace, name: 'second' });
    expect(second?.status).toMatchObject({ ready: false });
    expect(conditionOf(second?.status?.conditions, 'Ready')?.reason).toBe(
      'QuotaExceeded',
    );
  });
});
