import { ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import https from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CertificateStore } from '@kubedc/embedded-apiserver/tls';
import { stringify } from 'yaml';
import { findBinaries } from './binaries';
import { RealApiServer, RealApiServerOptions, StaticToken } from './types';

const ADMIN: StaticToken = {
  token: 'real-apiserver-admin',
  user: 'system:real-apiserver',
  groups: ['system:masters'],
};

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (!address || typeof address === 'string') {
    throw new Error('no free port');
  }
  return address.port;
}

function isReady(url: string, ca: string, path: string): Promise<boolean> {
  return new Promise(resolve => {
    const request = https.get(
      `${url}${path}`,
      { ca, headers: { authorization: `Bearer ${ADMIN.token}` }, agent: false },
      response => {
        response.resume();
        resolve(response.statusCode === 200);
      },
    );
    request.on('error', () => resolve(false));
  });
}

/** Starts a real API server and waits until it is ready. */
export async function startRealApiServer(
  options: RealApiServerOptions = {},
): Promise<RealApiServer> {
  const binaries = options.binaries ?? (await findBinaries());
  if ('missing' in binaries) {
    throw new Error(`there is no real API server: ${binaries.missing}`);
  }
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), 'real-apiserver-')));
  if (!options.keep) {
    await rm(join(dir, 'etcd'), { recursive: true, force: true });
  }
  await mkdir(dir, { recursive: true });
  const [port, etcdPort, peerPort] = [
    options.port || (await freePort()),
    await freePort(),
    await freePort(),
  ];
  const url = `https://127.0.0.1:${port}`;
  const certificates = new CertificateStore(join(dir, 'pki'));
  const authority = await certificates.authority('ca', 'kubernetes');
  const proxyAuthority = await certificates.authority(
    'front-ca',
    'front-proxy-ca',
  );
  await certificates.issue('server', authority, 'kube-apiserver', 'server', [
    { type: 'dns', value: 'localhost' },
    { type: 'ip', value: '127.0.0.1' },
  ]);
  await certificates.issue(
    'front',
    proxyAuthority,
    'front-proxy-client',
    'client',
  );
  const pki = (name: string) => join(dir, 'pki', name);
  if (!existsSync(pki('sa.key'))) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    await writeFile(
      pki('sa.key'),
      privateKey.export({ type: 'pkcs1', format: 'pem' }),
      { mode: 0o600 },
    );
  }
  const tokens = [ADMIN, ...(options.tokens ?? [])].map(
    ({ token, user, groups, uid }, index) =>
      `${token},"${user}","${uid ?? index}","${groups.join(',')}"`,
  );
  await writeFile(pki('tokens.csv'), `${tokens.join('\n')}\n`, { mode: 0o600 });
  const authenticationFile = join(dir, 'authentication.yaml');
  const emptyAuthentication = {
    apiVersion: 'apiserver.config.k8s.io/v1',
    kind: 'AuthenticationConfiguration',
    jwt: [],
  };
  await writeFile(
    authenticationFile,
    stringify(options.authentication ?? emptyAuthentication),
  );
  const kubeconfig = ({ user, token }: { user: string; token: string }) =>
    stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [
        {
          name: 'kubernetes',
          cluster: {
            server: url,
            'certificate-authority-data': Buffer.from(authority.cert).toString(
              'base64',
            ),
          },
        },
      ],
      users: [{ name: user, user: { token } }],
      contexts: [{ name: user, context: { cluster: 'kubernetes', user } }],
      'current-context': user,
    });
  const managerConfig = join(dir, 'kube-controller-manager.yaml');
  await writeFile(managerConfig, kubeconfig(ADMIN), { mode: 0o600 });

  const run = async (name: string, file: string, args: string[]) => {
    const log = await open(join(dir, `${name}.log`), 'a');
    const child = spawn(file, args, { stdio: ['ignore', log.fd, log.fd] });
    await log.close();
    return child;
  };
  const waitFor = async (child: ChildProcess, name: string, path: string) => {
    const deadline = Date.now() + 60_000;
    while (!(await isReady(url, authority.cert, path))) {
      if (child.exitCode !== null || Date.now() > deadline) {
        throw new Error(`${name} did not start, see ${dir}/${name}.log`);
      }
      await new Promise(resolve => {
        setTimeout(resolve, 50);
      });
    }
  };
  const etcdUrl = `http://127.0.0.1:${etcdPort}`;
  const etcd = await run('etcd', binaries.etcd, [
    ...['--data-dir', join(dir, 'etcd')],
    '--unsafe-no-fsync',
    ...['--listen-client-urls', etcdUrl, '--advertise-client-urls', etcdUrl],
    ...['--listen-peer-urls', `http://127.0.0.1:${peerPort}`],
    ...['--initial-advertise-peer-urls', `http://127.0.0.1:${peerPort}`],
    ...['--initial-cluster', `default=http://127.0.0.1:${peerPort}`],
  ]);
  const startApi = async () => {
    const child = await run('kube-apiserver', binaries.kubeApiserver, [
      `--etcd-servers=${etcdUrl}`,
      '--bind-address=127.0.0.1',
      `--secure-port=${port}`,
      `--tls-cert-file=${pki('server.crt')}`,
      `--tls-private-key-file=${pki('server.key')}`,
      `--service-account-issuer=${url}`,
      `--service-account-key-file=${pki('sa.key')}`,
      `--service-account-signing-key-file=${pki('sa.key')}`,
      '--authorization-mode=RBAC',
      `--token-auth-file=${pki('tokens.csv')}`,
      `--authentication-config=${authenticationFile}`,
      '--service-cluster-ip-range=10.0.0.0/24',
      `--requestheader-client-ca-file=${pki('front-ca.crt')}`,
      '--requestheader-allowed-names=front-proxy-client',
      '--requestheader-username-headers=X-Remote-User',
      '--requestheader-group-headers=X-Remote-Group',
      '--requestheader-extra-headers-prefix=X-Remote-Extra-',
      `--proxy-client-cert-file=${pki('front.crt')}`,
      `--proxy-client-key-file=${pki('front.key')}`,
    ]);
    await waitFor(child, 'kube-apiserver', '/readyz');
    return child;
  };
  let api = await startApi();
  const manager = await run(
    'kube-controller-manager',
    binaries.kubeControllerManager,
    [
      `--kubeconfig=${managerConfig}`,
      '--controllers=namespace-controller,garbage-collector-controller,resourcequota-controller,serviceaccount-controller,serviceaccount-token-controller,clusterrole-aggregation-controller',
      `--service-account-private-key-file=${pki('sa.key')}`,
      `--root-ca-file=${pki('ca.crt')}`,
      '--leader-elect=false',
      '--secure-port=0',
      '--use-service-account-credentials=false',
    ],
  );
  await waitFor(
    manager,
    'kube-controller-manager',
    '/api/v1/namespaces/default/serviceaccounts/default',
  );
  const end = async (child: ChildProcess) => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  };
  return {
    url,
    caData: authority.cert,
    caFile: pki('ca.crt'),
    kubeconfig,
    async setAuthentication(configuration) {
      await writeFile(authenticationFile, stringify(configuration));
    },
    async restart() {
      await end(api);
      api = await startApi();
    },
    async compact() {
      throw new Error('not yet');
    },
    async stop() {
      await end(manager);
      await end(api);
      await end(etcd);
      if (!options.dir) {
        await rm(dir, { recursive: true, force: true });
      }
    },
  };
}
