import { ApiClient } from '@kubedc/embedded-apiserver/testing';
import { organizations, projects } from '../../kinds';
import { ApiError } from '../../runtime/errors';
import { KubeClient } from '../../runtime/client';
import { parseConnection } from '../../runtime/connection';
import { pods, resource } from '../../runtime/resources';
import { KubeObject, Resource } from '../../runtime/types';
import {
  createAcme,
  startTestSandbox,
  TestSandbox,
} from '../../__testUtils__/testSandbox';

const deployments = resource('apps', 'v1', 'Deployment');
const cronJobs = resource('batch', 'v1', 'CronJob');
const quotas = resource('', 'v1', 'ResourceQuota');
const NAMESPACE = 'acme-prod';

const container = { name: 'main', image: 'nginx' };
const privileged = {
  ...container,
  name: 'privileged',
  securityContext: { privileged: true },
};

const pod = (spec: object = {}, metadata: object = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'tried', namespace: NAMESPACE, ...metadata },
  spec: { containers: [container], ...spec },
});

const template = (spec: object, labels: object = {}) => ({
  metadata: { labels: { run: 'tried', ...labels } },
  spec: { containers: [container], ...spec },
});

const deployment = (spec: object, labels: object = {}): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'tried', namespace: NAMESPACE },
  spec: {
    selector: { matchLabels: { run: 'tried' } },
    template: template(spec, labels),
  },
});

const cronJob = (spec: object): KubeObject => ({
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata: { name: 'tried', namespace: NAMESPACE },
  spec: {
    schedule: '@daily',
    jobTemplate: {
      spec: { template: template({ restartPolicy: 'Never', ...spec }) },
    },
  },
});

describe('the policies of the platform', () => {
  let bed: TestSandbox;
  let alice: KubeClient;

  beforeAll(async () => {
    bed = await startTestSandbox();
    await createAcme(bed);
    alice = bed.as('alice');
  });

  afterAll(async () => {
    await bed?.stop();
  });

  const refusal = async (work: Promise<unknown>) => {
    const error = await work.then(
      () => undefined,
      failure => failure,
    );
    expect(error).toBeInstanceOf(ApiError);
    return [error.code, error.message];
  };

  const text = (
    resourceName: string,
    name: string,
    policyName: string,
    why: string,
  ) =>
    `${resourceName} "${name}" is forbidden: ValidatingAdmissionPolicy '${policyName}' with binding '${policyName}-binding' denied request: ${why}`;

  const SECURITY: [string, object, string][] = [
    [
      'hostPath',
      { volumes: [{ name: 'host', hostPath: { path: '/' } }] },
      'hostPath volumes are not allowed in project namespaces. Mount only PVCs, configMaps, secrets, or emptyDir.',
    ],
    [
      'privileged containers',
      { containers: [container, { ...privileged, name: 'other' }] },
      'Privileged containers are not allowed in project namespaces.',
    ],
    [
      'privileged init containers',
      { initContainers: [privileged] },
      'Privileged init containers are not allowed in project namespaces.',
    ],
    [
      'hostNetwork',
      { hostNetwork: true },
      'hostNetwork is not allowed in project namespaces.',
    ],
    [
      'hostPID',
      { hostPID: true },
      'hostPID is not allowed in project namespaces.',
    ],
    [
      'hostIPC',
      { hostIPC: true },
      'hostIPC is not allowed in project namespaces.',
    ],
  ];

  it.each(SECURITY)('allow no %s', async (_title, spec, why) => {
    expect(await refusal(alice.create(pods, pod(spec)))).toEqual([
      422,
      text('pods', 'tried', 'restrict-pod-security-in-projects', why),
    ]);
    // Tenants have no cron jobs; the policy would hold for them too.
    const templates: [KubeClient, Resource, string, KubeObject][] = [
      [alice, deployments, 'deployments.apps', deployment(spec)],
      [bed.as('olga'), cronJobs, 'cronjobs.batch', cronJob(spec)],
    ];
    const name = 'restrict-pod-security-templates-in-projects';
    for (const [client, kind, resourceName, object] of templates) {
      expect(await refusal(client.create(kind, object))).toEqual([
        422,
        text(resourceName, 'tried', name, why),
      ]);
    }
  });

  const reserved = 'reserve-platform-identities-in-projects';

  it.each<[KubeObject, string]>([
    [
      pod({}, { labels: { 'kamaji.clastix.io/name': 'x' } }),
      'label kamaji.clastix.io/name is reserved for managed control planes.',
    ],
    [
      pod({}, { labels: { 'k8s-app': 'kccm-x' } }),
      'label k8s-app=kccm-* is reserved for the cloud controllers of managed clusters.',
    ],
    [
      pod({}, { labels: { app: 'etcd', 'kdc.datastore.name': 'x' } }),
      'label app=etcd is reserved for managed datastores.',
    ],
    [
      pod({}, { annotations: { 'network.kube-dc.com/requires-role': 'x' } }),
      'annotation network.kube-dc.com/requires-role is reserved for platform components.',
    ],
  ])('reserve what the platform is known by: %#', async (object, why) => {
    expect(await refusal(alice.create(pods, object))).toEqual([
      422,
      text('pods', 'tried', reserved, why),
    ]);
  });

  it('reserve the accounts of the platform', async () => {
    const object = deployment({ serviceAccountName: 'kccm-shop' });
    expect(await refusal(alice.create(deployments, object))).toEqual([
      422,
      text(
        'deployments.apps',
        'tried',
        reserved,
        'that ServiceAccount name is reserved for platform components; run your workload under your own ServiceAccount.',
      ),
    ]);
  });

  it('allow what tenants need', async () => {
    const created = await alice.create(
      deployments,
      deployment({
        volumes: [{ name: 'scratch', emptyDir: {} }],
        serviceAccountName: 'default',
      }),
    );
    expect(created.metadata.name).toBe('tried');
  });

  it('let the platform itself do what it must', async () => {
    const created = await bed.client.create(
      pods,
      pod({ hostNetwork: true }, { name: 'privileged' }),
    );
    expect(created.spec).toMatchObject({ hostNetwork: true });
  });

  it('let nobody into a running pod', async () => {
    await bed.client.create(pods, pod({}, { name: 'runs' }));
    const {
      server,
      ca = '',
      token,
    } = parseConnection(bed.sandbox.kubeconfig('olga'));
    const api = new ApiClient(server, ca);
    const answers = await Promise.all(
      ['exec?command=sh&stdin=true', 'attach?stdin=true'].map(target =>
        api.post(
          `/api/v1/namespaces/${NAMESPACE}/pods/runs/${target}`,
          undefined,
          { token },
        ),
      ),
    );
    api.close();
    expect(answers.map(({ code, body }) => [code, body.message])).toEqual(
      answers.map(() => [
        403,
        text(
          'pods',
          'runs',
          'restrict-pod-exec-in-projects',
          'Exec/attach into pods is not allowed in project namespaces. Run administrative tasks as a Job mounting the same volume, or use the VM console/VNC for virtual machines.',
        ),
      ]),
    );
  });

  it('keep annotations of the platform', async () => {
    const key = { namespace: 'acme', name: 'prod' };
    const why =
      'Modifying annotations on this resource is not allowed. Only system controllers can change annotations.';
    const change = { metadata: { annotations: { 'example.com/mine': 'x' } } };
    expect(await refusal(alice.patch(projects, key, change))).toEqual([
      422,
      text(
        'projects.kube-dc.com',
        'prod',
        'protect-kube-dc-resource-annotations',
        why,
      ),
    ]);
    const labelled = await alice.patch(projects, key, {
      metadata: { labels: { 'example.com/mine': 'x' } },
    });
    expect(labelled.metadata.labels).toMatchObject({ 'example.com/mine': 'x' });
    const own = await bed.client.patch(
      organizations,
      { namespace: 'acme', name: 'acme' },
      change,
    );
    expect(own.metadata.annotations).toMatchObject(change.metadata.annotations);
  });

  it('keep the quota of a project', async () => {
    const why =
      'This ResourceQuota is managed by kube-dc and cannot be changed directly.';
    const quota: KubeObject = {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'project-quota', namespace: NAMESPACE },
      spec: { hard: { pods: '1' } },
    };
    const olga = bed.as('olga');
    expect(await refusal(olga.create(quotas, quota))).toEqual([
      422,
      text(
        'resourcequotas',
        'project-quota',
        'protect-kube-dc-resource-quotas',
        why,
      ),
    ]);
  });
});
