import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConnectionSource } from './ConnectionSource';

// Loading the Kubernetes client takes seconds on a busy machine.
describe('ConnectionSource', () => {
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'kubedc-connection-'));
  });

  afterAll(async () => {
    await rm(directory, { recursive: true });
  });

  async function connect(cluster: object) {
    const path = join(directory, 'config');
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    await writeFile(
      path,
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Config',
        'current-context': 'a',
        contexts: [{ name: 'a', context: { cluster: 'c', user: 'u' } }],
        clusters: [{ name: 'c', cluster }],
        users: [
          {
            name: 'u',
            user: {
              token: 'portal',
              'client-certificate-data': base64('certificate'),
              'client-key-data': base64('key'),
            },
          },
        ],
      }),
    );
    const source = new ConnectionSource({ type: 'kubeconfig', path });
    const connection = await source.get();
    source.close();
    return connection;
  }

  it('keeps everything of the portal’s account from requests with a person’s token', async () => {
    const { account, anonymous } = await connect({
      server: 'https://api.example',
      'certificate-authority-data': Buffer.from('authority').toString('base64'),
    });
    expect(account.headers).toEqual({ Authorization: 'Bearer portal' });
    for (const use of ['requests', 'streams'] as const) {
      const own = (account.agents[use] as https.Agent).options;
      expect(String(own.cert)).toBe('certificate');
      const theirs = (anonymous[use] as https.Agent).options;
      expect(theirs.cert).toBeUndefined();
      expect(theirs.key).toBeUndefined();
      // The same server all the same.
      expect(String(theirs.ca)).toBe('authority');
    }
  });

  it('does not send tokens over http, from a kubeconfig either', async () => {
    await expect(connect({ server: 'http://api.example' })).rejects.toThrow(
      "the server's address must be https",
    );
  });
});
