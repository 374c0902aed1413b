import { ConfigReader } from '@backstage/config';
import { mockServices } from '@backstage/backend-test-utils';
import { ScriptedApi, status } from '../__testUtils__/ScriptedApi';
import { DefaultPlatformService } from './DefaultPlatformService';

// Loading the Kubernetes client takes seconds on a busy machine.
describe('DefaultPlatformService', () => {
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  const platformOf = (installations: object) =>
    DefaultPlatformService.fromConfig(
      new ConfigReader({ kubedc: { installations: installations as never } }),
      { logger },
    );

  it('reports a broken installation by name and serves the others', () => {
    const platform = platformOf({
      zurich: { kubeconfig: 'a', identity: 'nonsense' },
      bern: { kubeconfig: 'b', entityNamespacePrefix: 'be-' },
    });
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringMatching(/'zurich' is misconfigured: .*zurich\.identity/),
    );
    expect(platform.list().map(({ name }) => name)).toEqual(['zurich', 'bern']);
    expect(platform.get('bern').name).toBe('bern');
    expect(() => platform.get('zurich')).toThrow("'zurich' is misconfigured");
    expect(() => platform.mirror('zurich')).toThrow(
      "'zurich' is misconfigured",
    );
  });

  it('needs a name only where there are several', () => {
    expect(platformOf({ bern: { kubeconfig: 'b' } }).get().name).toBe('bern');
    expect(() =>
      platformOf({
        bern: { kubeconfig: 'b' },
        basel: { kubeconfig: 'b', entityNamespacePrefix: 'bs-' },
      }).get(),
    ).toThrow('installation is required, one of bern, basel');
    expect(() => platformOf({}).get()).toThrow('no installation is configured');
    expect(() => platformOf({}).get('basel')).toThrow(
      "installation 'basel' does not exist",
    );
  });

  it('has one transport and one mirror for each installation, with one watch a type', async () => {
    const api = await ScriptedApi.start((_, response) =>
      response.write(
        `${JSON.stringify({
          type: 'BOOKMARK',
          object: {
            metadata: {
              resourceVersion: '1',
              annotations: { 'k8s.io/initial-events-end': 'true' },
            },
          },
        })}\n`,
      ),
    );
    const { url, token, caData } = api.connection;
    const platform = platformOf({ bern: { url, token, caData } });
    const mirror = platform.mirror('bern');
    expect(platform.mirror('bern')).toBe(mirror);
    expect(platform.transport('bern')).toBe(platform.transport('bern'));
    await new Promise<void>(resolve => {
      mirror.subscribeStatus(() => {
        if (
          mirror.types().every(type => mirror.status(type).state === 'watching')
        ) {
          resolve();
        }
      });
    });
    expect(api.watches()).toHaveLength(mirror.types().length);
    expect(api.lists()).toHaveLength(0);
    expect(
      api
        .watches()
        .filter(({ path }) => path.includes('configmaps'))
        .map(({ path, query }) => [path, query.get('fieldSelector')]),
    ).toEqual([
      [
        '/api/v1/namespaces/kube-dc/configmaps',
        'metadata.name=images-configmap',
      ],
    ]);
    await platform.stop();
    api.answer((_, response) => status(response, 500, 'InternalError', 'no'));
    expect(api.watches()).toHaveLength(mirror.types().length);
    await api.stop();
  });
});
