import { ask } from '../../testing/ask';
import { container, CORE, withSpec } from '../../testing/builtins';
import { contract } from '../../testing/contract';
import { podNamespace } from '../../testing/workload';

const claim = {
  accessModes: ['ReadWriteOnce'],
  resources: { requests: { storage: '1Gi' } },
};
const fieldRef = { fieldPath: 'metadata.labels' };
const items = [{ path: 'x', fieldRef }];
const filledItems = [
  { path: 'x', fieldRef: { apiVersion: 'v1', ...fieldRef } },
];

contract('what volumes may leave out', server => {
  let names: Record<string, string>;
  beforeAll(async () => {
    names = { ns: await podNamespace(server()) };
  });

  it.each<[string, object, object]>([
    ['no source', {}, { emptyDir: {} }],
    ['a path', { hostPath: { path: '/x' } }, { hostPath: { type: '' } }],
    [
      'a secret',
      { secret: { secretName: 'a' } },
      { secret: { secretName: 'a', defaultMode: 420 } },
    ],
    [
      'fields of the pod',
      { downwardAPI: { items } },
      { downwardAPI: { items: filledItems, defaultMode: 420 } },
    ],
    [
      'several sources',
      {
        projected: {
          sources: [
            { serviceAccountToken: { path: 't' } },
            { downwardAPI: { items } },
          ],
        },
      },
      {
        projected: {
          defaultMode: 420,
          sources: [
            { serviceAccountToken: { path: 't', expirationSeconds: 3600 } },
            { downwardAPI: { items: filledItems } },
          ],
        },
      },
    ],
    [
      'a claim of its own',
      { ephemeral: { volumeClaimTemplate: { spec: claim } } },
      {
        ephemeral: {
          volumeClaimTemplate: { spec: { ...claim, volumeMode: 'Filesystem' } },
        },
      },
    ],
    [
      'an image',
      { image: { reference: 'x' } },
      { image: { reference: 'x', pullPolicy: 'Always' } },
    ],
    [
      'a disk of Azure',
      { azureDisk: { diskName: 'd', diskURI: 'https://a' } },
      {
        azureDisk: {
          cachingMode: 'ReadWrite',
          fsType: 'ext4',
          kind: 'Shared',
          readOnly: false,
        },
      },
    ],
  ])('is filled in: %s', async (_title, source, expected) => {
    const { code, body } = await ask(server(), names, [
      'POST',
      `${CORE}/pods?dryRun=All`,
      withSpec({
        containers: [container],
        volumes: [{ name: 'v', ...source }],
      }),
    ]);
    expect(code).toBe(201);
    expect(body.spec.volumes[0]).toMatchObject({ name: 'v', ...expected });
  });

  it('is filled in: what a claim is made from', async () => {
    const fromClaim = { kind: 'PersistentVolumeClaim', name: 'a' };
    const group = 'snapshot.storage.k8s.io';
    const fromSnapshot = { apiGroup: group, kind: 'VolumeSnapshot', name: 'a' };
    const create = (spec: object) =>
      ask(server(), names, [
        'POST',
        `${CORE}/persistentvolumeclaims?dryRun=All`,
        withSpec({ ...claim, ...spec }),
      ]);
    const one = await create({ dataSource: fromClaim });
    expect(one.body.spec).toMatchObject({
      dataSource: { apiGroup: null, ...fromClaim },
      dataSourceRef: { apiGroup: null, ...fromClaim },
      volumeMode: 'Filesystem',
    });
    const other = await create({ dataSourceRef: fromSnapshot });
    expect(other.body.spec).toMatchObject({
      dataSource: fromSnapshot,
      dataSourceRef: fromSnapshot,
    });
  });
});
