import type { KubernetesObject } from '../kubernetes';
import { relatedTo } from '../__testUtils__/related';
import {
  grantsOf,
  objectBucketClaimKind,
  organizationGroupKind,
  organizationKind,
  projectKind,
  projectOfNamespace,
  type OrganizationGroup,
} from '.';

const object = (kind: string, apiVersion: string, rest: object) =>
  ({
    apiVersion,
    kind,
    metadata: { name: 'acme', namespace: 'acme' },
    ...rest,
  } as KubernetesObject & Record<string, never>);

describe('health of an organization', () => {
  const of = (status: unknown, subscription?: string) => {
    const organization = object('Organization', 'kube-dc.com/v1', { status });
    if (subscription) {
      organization.metadata.annotations = {
        'billing.kube-dc.com/subscription': subscription,
      };
    }
    return organizationKind.health(organization, relatedTo());
  };

  it.each<[string, unknown, string | undefined, string, string]>([
    ['without status', undefined, undefined, 'progressing', 'Pending'],
    ['being set up', { ready: false }, undefined, 'progressing', 'Setting up'],
    ['ready', { ready: true }, undefined, 'ok', 'Ready'],
    ['ready and paying', { ready: true }, 'active', 'ok', 'Ready'],
    [
      'late with a payment',
      { ready: true },
      'past_due',
      'warning',
      'Payment due',
    ],
    ['suspended', { ready: true }, 'suspended', 'error', 'Suspended'],
    ['canceled', { ready: true }, 'canceled', 'stopped', 'Ended'],
    [
      'not ready for a reason',
      {
        ready: false,
        conditions: [
          { type: 'Realm', status: 'False', message: 'realm exists' },
        ],
      },
      undefined,
      'error',
      'Not ready',
    ],
    ['odd', 'x', undefined, 'progressing', 'Pending'],
    [
      'with a text for a boolean',
      { ready: 'yes' },
      undefined,
      'progressing',
      'Pending',
    ],
  ])('%s', (_, status, subscription, state, label) => {
    expect(of(status, subscription)).toMatchObject({ state, label });
  });

  it('shows plan and subscription in words', () => {
    const organization = object('Organization', 'kube-dc.com/v1', {
      spec: { email: 'a@b.c' },
    });
    organization.metadata.annotations = {
      'billing.kube-dc.com/plan-id': 'pro-pool',
      'billing.kube-dc.com/subscription': 'past_due',
    };
    expect(organizationKind.summarize(organization, relatedTo())).toEqual({
      plan: 'pro-pool',
      subscription: 'Past due',
      description: null,
      email: 'a@b.c',
    });
  });
});

describe('health of a project', () => {
  const of = (status: unknown) =>
    projectKind.health(
      object('Project', 'kube-dc.com/v1', { status }),
      relatedTo(),
    );

  it.each<[string, unknown, string, string]>([
    ['without status', undefined, 'progressing', 'Pending'],
    ['being set up', { ready: false }, 'progressing', 'Setting up'],
    ['ready', { ready: true }, 'ok', 'Ready'],
    [
      'beyond the limit',
      {
        ready: false,
        conditions: [
          { type: 'LimitCheck', status: 'False', message: '51 of 50' },
        ],
      },
      'error',
      'Too many projects',
    ],
    [
      'not ready for another reason',
      {
        ready: false,
        conditions: [{ type: 'Vpc', status: 'False', reason: 'SubnetOverlap' }],
      },
      'error',
      'Not ready',
    ],
    ['odd', { ready: 'x', conditions: {} }, 'progressing', 'Setting up'],
  ])('%s', (_, status, state, label) => {
    expect(of(status)).toMatchObject({ state, label });
  });

  it('speaks with the platform’s words', () => {
    expect(
      of({
        conditions: [{ type: 'Vpc', status: 'False', reason: 'SubnetOverlap' }],
      }).reason,
    ).toBe('Subnet overlap');
  });
});

describe('health of a group', () => {
  const group = (permissions: unknown) =>
    ({
      apiVersion: 'kube-dc.com/v1',
      kind: 'OrganizationGroup',
      metadata: { name: 'backend-team', namespace: 'acme' },
      spec: { permissions },
    } as OrganizationGroup);
  const project = {
    apiVersion: 'kube-dc.com/v1',
    kind: 'Project',
    metadata: { name: 'prod', namespace: 'acme' },
    status: { namespace: 'acme-prod' },
  } as KubernetesObject;
  const binding = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: 'developer-backend-team', namespace: 'acme-prod' },
  } as KubernetesObject;
  const developer = group([{ project: 'prod', roles: ['developer'] }]);

  it('is ok once a binding stands for each role', () => {
    expect(
      organizationGroupKind.health(developer, relatedTo(project, binding))
        .state,
    ).toBe('ok');
  });

  it('waits for bindings', () => {
    expect(
      organizationGroupKind.health(developer, relatedTo(project)),
    ).toMatchObject({
      state: 'progressing',
      reason: 'Not in effect yet: developer in prod',
    });
  });

  it('warns of projects that do not exist', () => {
    expect(organizationGroupKind.health(developer, relatedTo())).toMatchObject({
      state: 'warning',
      reason: 'Has roles in a project that does not exist: prod',
    });
  });

  it.each([
    undefined,
    null,
    'x',
    [null],
    [{ project: 'prod' }],
    [{ roles: ['admin'] }],
    [{ project: 'prod', roles: 'admin' }],
  ])('reads no grants from %p', permissions => {
    expect(grantsOf(group(permissions))).toEqual([]);
  });
});

describe('health of a bucket', () => {
  it.each<[unknown, string, string]>([
    [undefined, 'progressing', 'Pending'],
    [{ phase: 'Pending' }, 'progressing', 'Pending'],
    [{ phase: 'Bound' }, 'ok', 'Ready'],
    [{ phase: 'Released' }, 'warning', 'Released'],
    [{ phase: 'Failed' }, 'error', 'Failed'],
    [{ phase: 'Melting' }, 'unknown', 'Melting'],
    [{ phase: { a: 1 } }, 'unknown', 'Unknown'],
    [{ phase: 'constructor' }, 'unknown', 'constructor'],
  ])('%p is %s', (status, state, label) => {
    const claim = object('ObjectBucketClaim', 'objectbucket.io/v1alpha1', {
      status,
    });
    expect(objectBucketClaimKind.health(claim, relatedTo())).toMatchObject({
      state,
      label,
    });
  });

  it('shows the endpoint of the installation', () => {
    const claim = object('ObjectBucketClaim', 'objectbucket.io/v1alpha1', {
      spec: { bucketName: 'acme-prod-media', storageClassName: 'ceph-bucket' },
    });
    expect(
      objectBucketClaimKind.summarize(claim, relatedTo(), {
        s3: 'https://s3.kube-dc.example',
      }),
    ).toEqual({
      bucket: 'acme-prod-media',
      storageClass: 'ceph-bucket',
      use: null,
      endpoint: 'https://s3.kube-dc.example',
    });
  });

  it('keeps people from deleting the platform’s own', () => {
    const deletion = objectBucketClaimKind.operations.find(
      ({ id }) => id === 'bucket:delete',
    )!;
    const claim = object('ObjectBucketClaim', 'objectbucket.io/v1alpha1', {});
    expect(deletion.availability!(claim, 'ok').available).toBe(true);
    claim.metadata.name = 'db-backups';
    expect(deletion.availability!(claim, 'ok').available).toBe(false);
  });
});

describe('projectOfNamespace', () => {
  const namespace = (labels?: object, annotations?: object) =>
    ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'a-b-c', labels, annotations },
    } as KubernetesObject);

  it('reads the platform’s annotation', () => {
    expect(
      projectOfNamespace(
        namespace(
          { 'kube-dc.com/project': '' },
          { 'kube-dc.com/project': 'a-b/c' },
        ),
      ),
    ).toEqual({ organization: 'a-b', project: 'c' });
  });

  it.each([
    [undefined, { 'kube-dc.com/project': 'a/b' }],
    [{ 'kube-dc.com/project': '' }, undefined],
    [{ 'kube-dc.com/project': '' }, { 'kube-dc.com/project': 'a' }],
    [{ 'kube-dc.com/project': '' }, { 'kube-dc.com/project': 'a/b/c' }],
    [{ 'kube-dc.com/project': '' }, { 'kube-dc.com/project': '/b' }],
  ])('makes nothing of labels %p and annotations %p', (labels, annotations) => {
    expect(projectOfNamespace(namespace(labels, annotations))).toBeUndefined();
  });
});
