import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { KubernetesObject } from '@kubedc/backstage-plugin-kubedc-common';
import { operationRegistry } from '@kubedc/backstage-plugin-kubedc-common';
import type { Installation } from '@kubedc/backstage-plugin-kubedc-node';
import { runOf } from '../__testUtils__/runOf';
import { CatalogGate, isGateLine } from './CatalogGate';
import type { StoredRun } from './types';

const REF = 'resource:acme-prod/bucket.uploads';

describe('CatalogGate', () => {
  const getEntityByRef = jest.fn();
  const ingests = jest.fn();
  const gate = new CatalogGate({
    auth: mockServices.auth({ pluginId: 'kubedc' }),
    catalog: { getEntityByRef },
    logger: mockServices.logger.mock(),
    platform: {
      get: name => ({ name, entityNamespacePrefix: 'zh-' } as Installation),
    },
    sync: { ingests },
  });
  const made = (uid: string): KubernetesObject => ({
    apiVersion: 'objectbucket.io/v1alpha1',
    kind: 'ObjectBucketClaim',
    metadata: { name: 'uploads', namespace: 'acme-prod', uid },
  });
  const entityOf = (uid: string) => ({
    kind: 'Resource',
    metadata: { name: 'x', annotations: { 'kube-dc.com/uid': uid } },
  });
  const judge = (
    id: string,
    run: Partial<StoredRun> = {},
    output: Record<string, unknown> = { entityRef: REF },
  ) => gate.judge(runOf(run), operationRegistry.byId(id)!, output);
  const waiting = (message: string, seconds: number) => ({
    progress: [
      { time: new Date(Date.now() - seconds * 1000).toISOString(), message },
    ],
  });

  beforeEach(() => {
    getEntityByRef.mockReset();
    ingests.mockReset().mockReturnValue(true);
  });

  it('opens for what was made once the catalog has that very object', async () => {
    getEntityByRef
      .mockResolvedValueOnce(undefined)
      .mockResolvedValueOnce(entityOf('former'))
      .mockResolvedValue(entityOf('mine'));
    const run = { made: [made('mine')] };
    const closed = { open: false, line: 'Waiting until the catalog shows it' };

    expect(await judge('bucket:create', run)).toEqual(closed);
    expect(await judge('bucket:create', run)).toEqual(closed);
    expect(await judge('bucket:create', run)).toEqual({ open: true });
    expect(getEntityByRef).toHaveBeenLastCalledWith(REF, {
      credentials: mockCredentials.service('plugin:kubedc'),
    });
    expect(isGateLine(closed.line)).toBe(true);
    expect(isGateLine('Bound')).toBe(false);
  });

  it('opens for what was deleted once the catalog has it no more', async () => {
    getEntityByRef
      .mockResolvedValueOnce(entityOf('mine'))
      .mockResolvedValue(undefined);

    expect(await judge('bucket:delete')).toEqual({
      open: false,
      line: 'Waiting until the catalog has dropped it',
    });
    expect(await judge('bucket:delete')).toEqual({ open: true });
  });

  it('takes every deletion for one', () => {
    expect(
      operationRegistry
        .all()
        .filter(
          ({ id, permission }) =>
            id.endsWith(':delete') !==
            (permission.attributes.action === 'delete'),
        ),
    ).toEqual([]);
  });

  it('does not ask about what was only changed, or has no entity', async () => {
    expect(await judge('vm:stop')).toEqual({ open: true });
    expect(await judge('bucket:create', {}, {})).toEqual({ open: true });
    expect(getEntityByRef).not.toHaveBeenCalled();
  });

  it('waits for no kind that does not become an entity', async () => {
    ingests.mockImplementation((installation, kind) =>
      installation === 'sandbox' ? kind !== 'objectBucketClaim' : undefined,
    );
    getEntityByRef.mockResolvedValue(undefined);

    expect(await judge('bucket:create')).toEqual({ open: true });
    expect(await judge('vm:create')).toMatchObject({ open: false });
  });

  it('waits for no catalog that nobody brings the platform into', async () => {
    ingests.mockReturnValue(undefined);
    getEntityByRef.mockResolvedValue(undefined);

    expect(await judge('bucket:create')).toEqual({ open: true });
    expect(getEntityByRef).toHaveBeenLastCalledWith(
      'group:zh-kube-dc/platform-admin',
      expect.anything(),
    );
  });

  it('waits for a catalog that another process brings it into, and for one that does not say', async () => {
    ingests.mockReturnValue(undefined);
    getEntityByRef.mockImplementation(async ref =>
      ref.startsWith('group:') ? entityOf('group') : undefined,
    );
    expect(await judge('bucket:create')).toMatchObject({ open: false });

    getEntityByRef.mockRejectedValue(new Error('ECONNREFUSED'));
    expect(await judge('bucket:create')).toMatchObject({ open: false });
  });

  it.each([
    ['does not have it', async () => undefined],
    [
      'is away',
      async () => {
        throw new Error('ECONNREFUSED');
      },
    ],
  ])('does not wait for ever while the catalog %s', async (_, answer) => {
    getEntityByRef.mockImplementation(answer);
    const line = 'Waiting until the catalog shows it';
    const late = {
      open: true,
      line: 'The catalog does not know of it yet; it will follow',
    };

    expect(await judge('bucket:create', waiting(line, 19))).toEqual({
      open: false,
      line,
    });
    expect(await judge('bucket:create', waiting(line, 21))).toEqual(late);
    // The run's own deadline would else make a failure of it.
    expect(
      await judge('bucket:create', { deadline: new Date(Date.now() - 1) }),
    ).toEqual(late);
  });
});
