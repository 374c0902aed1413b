import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import request from 'supertest';
import module from '.';

describe('scaffolderModuleKubedc', () => {
  it('gives templates an action for each operation that makes something', async () => {
    const { server } = await startTestBackend({
      features: [
        scaffolderPlugin,
        module,
        catalogServiceMock.factory(),
        mockServices.rootConfig.factory({ data: {} }),
      ],
    });

    const { body } = await request(server).get('/api/scaffolder/v2/actions');

    const ids = (body as Array<{ id: string }>)
      .map(({ id }) => id)
      .filter(id => id.startsWith('kubedc:'));
    expect(ids.sort()).toEqual([
      'kubedc:bucket:create',
      'kubedc:cluster:create',
      'kubedc:database:create',
      'kubedc:project:create',
      'kubedc:vm:create',
    ]);
  });
});
