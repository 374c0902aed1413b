import { ask } from '../../testing/ask';
import { container, CORE, withSpec } from '../../testing/builtins';
import { contract } from '../../testing/contract';
import { said } from '../../testing/said';
import { podNamespace } from '../../testing/workload';

const PODS = `${CORE}/pods?dryRun=All`;

contract('what a pod may leave out', server => {
  let names: Record<string, string>;
  beforeAll(async () => {
    names = { ns: await podNamespace(server()) };
  });
  const create = (spec: object) =>
    ask(server(), names, ['POST', PODS, withSpec(spec)]);
  const containerOf = async (given: object) => {
    const { code, body } = await create({
      containers: [{ ...container, ...given }],
    });
    expect(code).toBe(201);
    return body.spec.containers[0];
  };

  it.each<[string, object, object]>([
    [
      'probes',
      {
        livenessProbe: { tcpSocket: { port: 1 } },
        readinessProbe: { grpc: { port: 1 } },
        startupProbe: { httpGet: { port: 1 } },
      },
      {
        livenessProbe: {
          tcpSocket: { port: 1 },
          timeoutSeconds: 1,
          periodSeconds: 10,
          successThreshold: 1,
          failureThreshold: 3,
        },
        readinessProbe: {
          grpc: { port: 1, service: '' },
          timeoutSeconds: 1,
          periodSeconds: 10,
          successThreshold: 1,
          failureThreshold: 3,
        },
        startupProbe: {
          httpGet: { path: '/', port: 1, scheme: 'HTTP' },
          timeoutSeconds: 1,
          periodSeconds: 10,
          successThreshold: 1,
          failureThreshold: 3,
        },
      },
    ],
    [
      'hooks',
      {
        lifecycle: {
          postStart: { exec: { command: ['a'] } },
          preStop: { httpGet: { port: 80 } },
        },
      },
      {
        lifecycle: {
          postStart: { exec: { command: ['a'] } },
          preStop: { httpGet: { path: '/', port: 80, scheme: 'HTTP' } },
        },
      },
    ],
    [
      'values from fields',
      {
        env: [
          {
            name: 'A',
            valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } },
          },
          {
            name: 'B',
            valueFrom: { resourceFieldRef: { resource: 'limits.cpu' } },
          },
        ],
      },
      {
        env: [
          {
            name: 'A',
            valueFrom: {
              fieldRef: { apiVersion: 'v1', fieldPath: 'spec.nodeName' },
            },
          },
          {
            name: 'B',
            valueFrom: {
              resourceFieldRef: { resource: 'limits.cpu', divisor: '0' },
            },
          },
        ],
      },
    ],
  ])('is filled in: %s', async (_title, given, expected) => {
    expect(await containerOf(given)).toMatchObject(expected);
  });

  it('is filled in: ports on the network of the node', async () => {
    const ports = [{ containerPort: 80 }];
    const { body } = await create({
      hostNetwork: true,
      containers: [{ ...container, ports }],
    });
    expect(body.spec.containers[0].ports).toEqual([
      { containerPort: 80, hostPort: 80, protocol: 'TCP' },
    ]);
    expect((await containerOf({ ports })).ports).toEqual([
      { containerPort: 80, protocol: 'TCP' },
    ]);
  });

  it('has the quality of all its containers', async () => {
    const resources = { limits: { cpu: '1', memory: '1Gi' } };
    const quality = async (spec: object) =>
      (await create(spec)).body.status.qosClass;
    const containers = [{ ...container, resources }];
    expect(await quality({ containers })).toBe('Guaranteed');
    const initContainers = [{ name: 'first', image: 'i' }];
    expect(await quality({ containers, initContainers })).toBe('Burstable');
  });

  it('is not what a class of priority or the server says', async () => {
    const refused = await create({
      containers: [container],
      priorityClassName: 'system-node-critical',
      preemptionPolicy: 'Never',
    });
    expect(said(refused)).toEqual([
      '403 Forbidden',
      'pods "x" is forbidden: the string value of PreemptionPolicy (Never) must not be provided in pod spec; priority admission controller computed PreemptLowerPriority from the given PriorityClass name',
      '/pods x',
    ]);
    const early = await create({
      containers: [container],
      ephemeralContainers: [{ name: 'e', image: 'i' }],
    });
    expect(said(early)).toEqual([
      '422 Invalid',
      'Pod "x" is invalid: spec.ephemeralContainers: Forbidden: cannot be set on create',
      '/Pod x',
      '- FieldValueForbidden spec.ephemeralContainers: Forbidden: cannot be set on create',
    ]);
  });
});
