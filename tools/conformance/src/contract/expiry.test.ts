import {
  ForgetfulServer,
  forgetfulEmbedded,
  forgetfulReal,
} from '../testing/forgetful';
import { realServerAddress } from '../testing/realServer';
import { said } from '../testing/said';

const MAPS = '/api/v1/namespaces/kube-public/configmaps';
const NAMES = ['a', 'b', 'c'];

/** What these tests read of one. */
interface ConfigMap {
  metadata: { name: string };
  data?: { state: string };
}

const kinds: [string, () => Promise<ForgetfulServer>, boolean][] = [
  ['embedded', forgetfulEmbedded, true],
  ['real', forgetfulReal, realServerAddress() !== undefined],
];

describe.each(kinds.filter(([, , canRun]) => canRun))(
  'what has been forgotten (%s)',
  (_kind, start) => {
    let server: ForgetfulServer;
    let token: string;
    let version: string;
    let secondPage: unknown;
    beforeAll(async () => {
      server = await start();
      const { api } = server;
      for (const name of NAMES) {
        await api.post(MAPS, { metadata: { name }, data: { state: 'old' } });
      }
      const { body } = await api.get(`${MAPS}?limit=1`);
      token = encodeURIComponent(body.metadata.continue);
      version = body.metadata.resourceVersion;
      await api.patch(`${MAPS}/b`, 'merge', { data: { state: 'new' } });
      const next = await api.get(`${MAPS}?limit=1&continue=${token}`);
      secondPage = next.body.items.map(({ data }: ConfigMap) => data);
      await server.forget();
    });
    afterAll(() => server?.stop());

    it('goes on with a list as it was at the beginning until then', () => {
      expect(secondPage).toEqual([{ state: 'old' }]);
    });

    it('ends a list that is read page by page, or goes on from now', async () => {
      const { api } = server;
      const late = await api.get(`${MAPS}?limit=5&continue=${token}`);
      expect(said(late)).toEqual([
        '410 Expired',
        'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.',
      ]);
      const again = encodeURIComponent(late.body.metadata.continue);
      const rest = await api.get(`${MAPS}?limit=5&continue=${again}`);
      expect(rest.code).toBe(200);
      const found = rest.body.items
        .filter((item: ConfigMap) => NAMES.includes(item.metadata.name))
        .map((item: ConfigMap) => [item.metadata.name, item.data?.state]);
      expect(found).toEqual([
        ['b', 'new'],
        ['c', 'old'],
      ]);
    });

    it('is no version that can be listed or watched from', async () => {
      const { api } = server;
      const exact = await api.get(
        `${MAPS}?resourceVersion=${version}&resourceVersionMatch=Exact`,
      );
      expect(said(exact)).toEqual([
        '410 Expired',
        'The resourceVersion for the provided list is too old.',
      ]);
      const watch = api.watch(`${MAPS}?watch=true&resourceVersion=${version}`);
      const { type, object } = await watch.next();
      watch.close();
      expect([type, object.code, object.reason]).toEqual([
        'ERROR',
        410,
        'Expired',
      ]);
      expect(object.message).toMatch(/^too old resource version: \d+ \(\d+\)$/);
    });

    it('does not keep anybody from beginning anew', async () => {
      const { body } = await server.api.get(`${MAPS}?limit=1`);
      const more = encodeURIComponent(body.metadata.continue);
      const next = await server.api.get(`${MAPS}?limit=1&continue=${more}`);
      expect([
        body.items[0].metadata.name,
        next.body.items[0].metadata.name,
      ]).toEqual(['a', 'b']);
    });
  },
);
