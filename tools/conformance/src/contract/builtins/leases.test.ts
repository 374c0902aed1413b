import { ask, Request } from '../../testing/ask';
import { filledIn } from '../../testing/builtins';
import { contract } from '../../testing/contract';
import { inOrder, said } from '../../testing/said';

const LEASES = '/apis/coordination.k8s.io/v1/namespaces/{ns}/leases?dryRun=All';

contract('leases', server => {
  let names: Record<string, string>;
  beforeAll(async () => {
    names = { ns: await server().namespace() };
  });

  it.each<[string, Request, string[]]>([
    [
      'lease duration',
      [
        'POST',
        LEASES,
        { metadata: { name: 'x' }, spec: { leaseDurationSeconds: 0 } },
      ],
      [
        '422 Invalid',
        'Lease.coordination.k8s.io "x" is invalid: spec.leaseDurationSeconds: Invalid value: 0: must be greater than 0',
        'coordination.k8s.io/Lease x',
        '- FieldValueInvalid spec.leaseDurationSeconds: Invalid value: 0: must be greater than 0',
      ],
    ],
    [
      'lease transitions',
      [
        'POST',
        LEASES,
        { metadata: { name: 'x' }, spec: { leaseTransitions: -1 } },
      ],
      [
        '422 Invalid',
        'Lease.coordination.k8s.io "x" is invalid: spec.leaseTransitions: Invalid value: -1: must be greater than or equal to 0',
        'coordination.k8s.io/Lease x',
        '- FieldValueInvalid spec.leaseTransitions: Invalid value: -1: must be greater than or equal to 0',
      ],
    ],
  ])('are refused: %s', async (_title, request, text) => {
    expect(inOrder(said(await ask(server(), names, request)))).toEqual(
      inOrder(text),
    );
  });

  it.each<[string, Request, unknown]>([
    [
      'lease',
      [
        'POST',
        LEASES,
        {
          metadata: { name: 'x' },
          spec: {
            holderIdentity: 'me',
            leaseDurationSeconds: 15,
            renewTime: '2020-01-01T00:00:00.000000Z',
          },
        },
      ],
      {
        kind: 'Lease',
        apiVersion: 'coordination.k8s.io/v1',
        metadata: { name: 'x' },
        spec: {
          holderIdentity: 'me',
          leaseDurationSeconds: 15,
          renewTime: '2020-01-01T00:00:00.000000Z',
        },
      },
    ],
  ])('are filled in: %s', async (_title, request, expected) => {
    const { code, body } = await ask(server(), names, request);
    expect(code).toBe(201);
    expect(filledIn(body)).toEqual(expected);
  });
});
