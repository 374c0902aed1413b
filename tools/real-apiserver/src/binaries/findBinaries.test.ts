import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBinaries, FindBinariesOptions } from './findBinaries';
import { PROGRAMS } from './folder';
import { ReleaseServer } from '../testing/releaseServer';
import { KUBERNETES_VERSION } from './version';

const platform = { os: 'linux', arch: 'amd64' };

describe('findBinaries', () => {
  let dir: string;
  let releases: ReleaseServer;
  let options: FindBinariesOptions;

  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'find-binaries-'));
    releases = await ReleaseServer.start(platform);
    options = {
      assets: '',
      cache: join(dir, 'cache'),
      source: releases.source,
      go: join(dir, 'no-go'),
      platform,
    };
  });
  afterEach(async () => {
    await releases.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  function program(folder: string, name: string, text = 'exit 0'): string {
    mkdirSync(folder, { recursive: true });
    const file = join(folder, name);
    writeFileSync(file, `#!/bin/sh\n${text}\n`);
    chmodSync(file, 0o755);
    return file;
  }

  /** A Go that makes the files a build would, and notes how it was called. */
  function fakeGo(version: string, build = 'for f; do :; done'): string {
    return program(
      dir,
      'go',
      `if [ "$1" = env ]; then echo ${version}; exit; fi
echo "$@" > "${dir}/arguments"
while [ "$1" != -o ]; do shift; done
out="$2"
for name in ${PROGRAMS.join(' ')}; do
  echo "built" > "$out$name"; chmod +x "$out$name"
done
${build}`,
    );
  }

  it('takes what KUBEBUILDER_ASSETS names', async () => {
    const assets = join(dir, 'assets');
    PROGRAMS.forEach(name => program(assets, name));
    expect(await findBinaries({ ...options, assets })).toMatchObject({
      etcd: join(assets, 'etcd'),
      kubeApiserver: join(assets, 'kube-apiserver'),
      kubeControllerManager: join(assets, 'kube-controller-manager'),
      source: 'KUBEBUILDER_ASSETS',
    });
    expect(releases.requests).toEqual([]);
  });

  it('goes on when KUBEBUILDER_ASSETS lacks a program, and says which', async () => {
    const assets = join(dir, 'assets');
    program(assets, 'etcd');
    program(assets, 'kube-apiserver');
    releases.gone = true;
    expect(await findBinaries({ ...options, assets })).toEqual({
      missing: expect.stringMatching(
        `^KUBEBUILDER_ASSETS: ${assets} lacks kube-controller-manager; `,
      ),
    });
    releases.gone = false;
    expect(await findBinaries({ ...options, assets })).toMatchObject({
      source: `downloaded, v${KUBERNETES_VERSION}`,
    });
  });

  it('downloads once, and takes the cache from then on', async () => {
    const first = await findBinaries(options);
    expect(first).toMatchObject({
      source: `downloaded, v${KUBERNETES_VERSION}`,
    });
    if ('missing' in first) {
      throw new Error(first.missing);
    }
    expect(readFileSync(first.etcd, 'utf8')).toBe('etcd');
    expect(readFileSync(first.kubeApiserver, 'utf8')).toBe('kube-apiserver');
    expect(readFileSync(first.kubeControllerManager, 'utf8')).toBe(
      'kube-controller-manager',
    );
    releases.gone = true;
    expect(await findBinaries(options)).toEqual({
      ...first,
      source: `the cache (downloaded, v${KUBERNETES_VERSION})`,
    });
  });

  it.each(['archive', 'manager'] as const)(
    'refuses a tampered %s and keeps nothing of it',
    async what => {
      releases.tamper(what);
      expect(await findBinaries(options)).toEqual({
        missing: expect.stringMatching(
          /download: http\S+ has the sha512 [0-9a-f]{128}, but it should be [0-9a-f]{128}; build by Go: there is no Go$/,
        ),
      });
      expect(readdirSync(join(dir, 'cache'))).toEqual([]);
    },
  );

  it('takes the newest patch when the release itself is not in the index', async () => {
    const [major, minor] = KUBERNETES_VERSION.split('.');
    releases.offer([`${major}.${minor}.0`, `${major}.${minor}.1`, '1.2.3']);
    expect(await findBinaries(options)).toMatchObject({
      source: `downloaded, v${major}.${minor}.1`,
    });
  });

  it('downloads once for two who want them at the same time', async () => {
    const found = await Promise.all([
      findBinaries(options),
      findBinaries(options),
    ]);
    found.forEach(one => expect(one).not.toHaveProperty('missing'));
    expect(
      releases.requests.filter(url => url.endsWith('.tar.gz')),
    ).toHaveLength(1);
  });

  it('takes over the lock of a process that has ended', async () => {
    mkdirSync(join(dir, 'cache'));
    const lock = join(dir, 'cache', `${KUBERNETES_VERSION}-linux-amd64.lock`);
    // No system gives out such an id.
    writeFileSync(lock, '2147483646');
    expect(await findBinaries(options)).not.toHaveProperty('missing');
    expect(existsSync(lock)).toBe(false);
  });

  it('builds with Go when nothing can be downloaded, stamped with the version', async () => {
    releases.gone = true;
    const found = await findBinaries({ ...options, go: fakeGo('go1.26.1') });
    expect(found).toMatchObject({
      source: `built by go1.26.1, v${KUBERNETES_VERSION}`,
    });
    expect(readFileSync(join(dir, 'arguments'), 'utf8')).toContain(
      `-X k8s.io/component-base/version.gitVersion=v${KUBERNETES_VERSION}`,
    );
    expect(await findBinaries(options)).toMatchObject({
      source: `the cache (built by go1.26.1, v${KUBERNETES_VERSION})`,
    });
  });

  it('says that Go is too old, or what it said when it failed', async () => {
    releases.gone = true;
    expect(await findBinaries({ ...options, go: fakeGo('go1.24.9') })).toEqual({
      missing: expect.stringMatching(
        /build by Go: Go is 1.24.9 and must be 1.25 or newer$/,
      ),
    });
    const go = fakeGo('go1.25.0', 'echo no space left >&2; exit 1');
    expect(await findBinaries({ ...options, go })).toEqual({
      missing: expect.stringMatching(
        /^KUBEBUILDER_ASSETS: is not set; download: http\S+ answered 404; build by Go: go build failed: no space left$/,
      ),
    });
    expect(readdirSync(join(dir, 'cache'))).toEqual([]);
  });
});

it('builds the version that the module pins', () => {
  const module = readFileSync(join(__dirname, '../../go/go.mod'), 'utf8');
  expect(module).toContain(`\tk8s.io/kubernetes v${KUBERNETES_VERSION}\n`);
});
