import { ask, Request } from '../../testing/ask';
import {
  container,
  CORE,
  merge,
  selector,
  template,
  withSpec,
} from '../../testing/builtins';
import { contract } from '../../testing/contract';
import { podNamespace } from '../../testing/workload';

const APPS = '/apis/apps/v1/namespaces/{ns}';
const BATCH = '/apis/batch/v1/namespaces/{ns}';
const SCALING = 'namespaces/{ns}/horizontalpodautoscalers?dryRun=All';
const target = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'x' };
const about = { kind: 'Pod', name: 'p', namespace: '{ns}' };
const withConditions = (kind: object) => ({
  status: { conditions: [{ type: 'Ready', status: 'True' }], ...kind },
});

contract('what is printed although it is empty', server => {
  let names: Record<string, string>;
  beforeAll(async () => {
    const { api } = server();
    names = { ns: await podNamespace(server()) };
    for (const resource of ['deployments', 'replicasets']) {
      await api.post(`/apis/apps/v1/namespaces/${names.ns}/${resource}`, {
        metadata: { name: 'web' },
        spec: { replicas: 0, selector, template },
      });
    }
    await api.post(`/api/v1/namespaces/${names.ns}/pods`, {
      metadata: { name: 'web' },
      spec: { containers: [container] },
    });
  });

  it.each<[string, Request, object]>([
    [
      'conditions of a deployment',
      ['PATCH', `${APPS}/deployments/web/status`, withConditions({}), merge],
      {
        status: {
          conditions: [
            {
              type: 'Ready',
              status: 'True',
              lastUpdateTime: null,
              lastTransitionTime: null,
            },
          ],
        },
      },
    ],
    [
      'conditions of a replica set',
      ['PATCH', `${APPS}/replicasets/web/status`, withConditions({}), merge],
      {
        status: {
          replicas: 0,
          conditions: [
            { type: 'Ready', status: 'True', lastTransitionTime: null },
          ],
        },
      },
    ],
    [
      'conditions and containers of a pod',
      [
        'PATCH',
        `${CORE}/pods/web/status`,
        withConditions({
          containerStatuses: [
            { name: 'c', state: { terminated: { reason: 'Why' } } },
          ],
        }),
        merge,
      ],
      {
        status: {
          conditions: [
            { lastProbeTime: null, lastTransitionTime: null, type: 'Ready' },
          ],
          containerStatuses: [
            {
              image: '',
              imageID: '',
              ready: false,
              restartCount: 0,
              state: {
                terminated: { exitCode: 0, startedAt: null, finishedAt: null },
              },
            },
          ],
        },
      },
    ],
    [
      'an event',
      [
        'POST',
        `${CORE}/events?dryRun=All`,
        { metadata: { name: 'x' }, involvedObject: about },
      ],
      {
        eventTime: null,
        firstTimestamp: null,
        lastTimestamp: null,
        reportingComponent: '',
        reportingInstance: '',
      },
    ],
    [
      'an event of the newer group',
      [
        'POST',
        '/apis/events.k8s.io/v1/namespaces/{ns}/events?dryRun=All',
        {
          metadata: { name: 'x' },
          eventTime: '2026-01-01T00:00:00.000000Z',
          regarding: about,
          reason: 'Why',
          type: 'Normal',
          action: 'Doing',
          reportingController: 'example.com/x',
          reportingInstance: 'x-1',
        },
      ],
      { deprecatedFirstTimestamp: null, deprecatedLastTimestamp: null },
    ],
    [
      'a stateful set',
      [
        'POST',
        `${APPS}/statefulsets?dryRun=All`,
        withSpec({ serviceName: 'x', selector, template }),
      ],
      { status: { replicas: 0, availableReplicas: 0 } },
    ],
    [
      'a daemon set',
      [
        'POST',
        `${APPS}/daemonsets?dryRun=All`,
        withSpec({ selector, template }),
      ],
      {
        metadata: {
          annotations: { 'deprecated.daemonset.template.generation': '1' },
        },
        status: {
          currentNumberScheduled: 0,
          desiredNumberScheduled: 0,
          numberMisscheduled: 0,
          numberReady: 0,
        },
      },
    ],
    [
      'an autoscaler of v1',
      [
        'POST',
        `/apis/autoscaling/v1/${SCALING}`,
        withSpec({ maxReplicas: 3, scaleTargetRef: target }),
      ],
      { status: { currentReplicas: 0, desiredReplicas: 0 } },
    ],
    [
      'an autoscaler of v2',
      [
        'POST',
        `/apis/autoscaling/v2/${SCALING}`,
        withSpec({ maxReplicas: 3, scaleTargetRef: target, behavior: {} }),
      ],
      {
        spec: {
          behavior: {
            scaleUp: {
              stabilizationWindowSeconds: 0,
              selectPolicy: 'Max',
              policies: [
                { type: 'Pods', value: 4, periodSeconds: 15 },
                { type: 'Percent', value: 100, periodSeconds: 15 },
              ],
            },
          },
        },
        status: { currentMetrics: null, desiredReplicas: 0 },
      },
    ],
    [
      'a disruption budget',
      [
        'POST',
        '/apis/policy/v1/namespaces/{ns}/poddisruptionbudgets?dryRun=All',
        withSpec({ minAvailable: 1, selector }),
      ],
      {
        status: {
          currentHealthy: 0,
          desiredHealthy: 0,
          disruptionsAllowed: 0,
          expectedPods: 0,
        },
      },
    ],
    [
      'a role',
      [
        'POST',
        '/apis/rbac.authorization.k8s.io/v1/namespaces/{ns}/roles',
        { metadata: { name: 'x' }, rules: [] },
      ],
      { rules: null },
    ],
    [
      'a job without labels',
      [
        'POST',
        `${BATCH}/jobs?dryRun=All`,
        withSpec({
          template: {
            spec: { restartPolicy: 'Never', containers: [container] },
          },
        }),
      ],
      {
        metadata: { labels: { 'job-name': 'x' } },
        spec: { manualSelector: false },
      },
    ],
    [
      'a service that sends a client to the same pod',
      [
        'POST',
        `${CORE}/services?dryRun=All`,
        withSpec({
          clusterIP: 'None',
          sessionAffinity: 'ClientIP',
          ports: [{ port: 80 }],
        }),
      ],
      {
        spec: {
          sessionAffinityConfig: { clientIP: { timeoutSeconds: 10_800 } },
          ipFamilies: ['IPv4', 'IPv6'],
          ipFamilyPolicy: 'RequireDualStack',
        },
      },
    ],
  ])('%s', async (_title, request, expected) => {
    const { code, body } = await ask(server(), names, request);
    expect([200, 201]).toContain(code);
    expect(body).toMatchObject(expected);
  });
});
