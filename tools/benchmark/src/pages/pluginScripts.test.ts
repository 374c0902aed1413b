import { gzipSync } from 'node:zlib';
import { pluginScripts } from './pluginScripts';

const zipped = (text: string) => gzipSync(text).length;

describe('pluginScripts', () => {
  const own = { url: '/card.js', code: 'card and its library', anyway: false };
  const shared = {
    url: '/main.js',
    code: 'plugin,library,framework',
    anyway: true,
    map: {
      sources: [
        'webpack://app/../../plugins/kubedc/src/routes.ts',
        'webpack://app/../../node_modules/library/index.js',
        'webpack://app/../../node_modules/framework/index.js',
      ],
      mappings: 'AAAA,OCAA,QCAA',
    },
  };

  it('counts whole what comes only with the plugin, and of the rest what is its own', () => {
    expect(
      pluginScripts([own, shared], /kubedc/, new Set(['framework'])),
    ).toEqual({
      own: zipped('card and its library'),
      shared: zipped('plugin,library,'),
    });
  });

  it('does not count a library that the app has anyway', () => {
    expect(
      pluginScripts([shared], /kubedc/, new Set(['framework', 'library'])),
    ).toEqual({ own: 0, shared: zipped('plugin,') });
  });

  it('takes nothing for the plugin where nothing is', () => {
    expect(
      pluginScripts(
        [shared],
        /other plugin/,
        new Set(['framework', 'library']),
      ),
    ).toEqual({ own: 0, shared: 0 });
  });
});
