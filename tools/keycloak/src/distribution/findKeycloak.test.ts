import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  writeFile,
} from 'node:fs/promises';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create } from 'tar';
import { findKeycloak } from './findKeycloak';
import { ARCHIVE, KEYCLOAK_VERSION } from './version';

/** Stands for a distribution: its build only leaves a mark. */
const KC = '#!/bin/sh\necho "$JAVA $*" > "$(dirname "$0")/../lib/built"\n';

describe('findKeycloak', () => {
  let dir: string;
  let server: Server;
  let url: string;

  beforeAll(async () => {
    server = createServer((_request, response) => {
      response.end('not an archive');
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => server.close());

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'find-keycloak-'));
  });

  afterEach(() => rm(dir, { recursive: true, force: true }));

  const script = async (name: string, text: string) => {
    const file = join(dir, name);
    await mkdir(join(file, '..'), { recursive: true });
    await writeFile(file, `#!/bin/sh\n${text}\n`);
    await chmod(file, 0o755);
    return file;
  };

  const java = async (version: string) => {
    await script('java/bin/java', `echo 'openjdk version "${version}"' >&2`);
    return join(dir, 'java');
  };

  const distribution = async () => {
    const home = join(dir, 'home');
    for (const part of ['bin', 'conf', 'lib', 'providers', 'themes']) {
      await mkdir(join(home, part), { recursive: true });
    }
    await writeFile(join(home, 'bin', 'kc.sh'), KC);
    await writeFile(join(home, 'version.txt'), 'Keycloak - Version 26.9.9\n');
    return home;
  };

  const find = async (
    options: Parameters<typeof findKeycloak>[0] & { javaVersion?: string },
  ) => {
    const { javaVersion = '17.0.1', ...rest } = options ?? {};
    return findKeycloak({
      home: '',
      javaHome: await java(javaVersion),
      cache: join(dir, 'cache'),
      maven: join(dir, 'no-maven'),
      url,
      ...rest,
    });
  };

  it('copies the one that KEYCLOAK_HOME names, builds the copy, and does so once', async () => {
    const home = await distribution();
    const told: string[] = [];
    const logger = { info: (line: string) => told.push(line) };
    const found = await find({ home, logger });
    if ('missing' in found) {
      throw new Error(found.missing);
    }
    expect(found.source).toBe('KEYCLOAK_HOME, Keycloak - Version 26.9.9');
    expect(await readFile(join(found.folder, 'lib', 'built'), 'utf8')).toBe(
      `${found.java} build --db=dev-mem\n`,
    );
    expect(await readdir(join(home, 'lib'))).toEqual([]);
    expect(told).toHaveLength(1);

    const again = await find({ home, logger });
    expect(again).toMatchObject({
      folder: found.folder,
      source: 'the cache (KEYCLOAK_HOME, Keycloak - Version 26.9.9)',
    });
    expect(told).toHaveLength(1);
  });

  it('takes what Maven brings', async () => {
    await distribution();
    const archive = join(dir, 'archive.tar.gz');
    await create({ gzip: true, file: archive, cwd: dir }, ['home']);
    const maven = await script(
      'mvn',
      `for arg; do case "$arg" in -DoutputDirectory=*) cp ${archive} "\${arg#*=}/${ARCHIVE}";; esac; done`,
    );
    expect(await find({ maven })).toMatchObject({
      folder: join(dir, 'cache', KEYCLOAK_VERSION),
      source: `Maven, ${KEYCLOAK_VERSION}`,
    });
    expect(await readdir(join(dir, 'cache'))).toEqual([KEYCLOAK_VERSION]);
  });

  it('says why each of the ways failed, and leaves nothing', async () => {
    const maven = await script('mvn', 'echo "no such artifact"; exit 1');
    const found = await find({ home: join(dir, 'nowhere'), maven });
    expect(found).toEqual({ missing: expect.any(String) });
    const { missing } = found as { missing: string };
    expect(missing).toMatch(/^KEYCLOAK_HOME: .*nowhere holds no bin\/kc\.sh; /);
    expect(missing).toMatch(/; Maven: .*mvn failed: no such artifact; /);
    expect(missing).toMatch(/; download: .* has the sha512 .*, but it should/);
    expect(await readdir(join(dir, 'cache'))).toEqual([]);
  });

  it('does without Maven', async () => {
    expect(await find({})).toEqual({
      missing: expect.stringMatching(
        /^KEYCLOAK_HOME: is not set; Maven: there is no .*no-maven; download: /,
      ),
    });
  });

  it('needs a Java that is new enough', async () => {
    expect(await find({ javaVersion: '11.0.2' })).toEqual({
      missing: expect.stringMatching(
        /^Java: .* is Java 11, but Keycloak needs 17 or newer$/,
      ),
    });
    expect(await find({ javaVersion: '1.8.0_392' })).toEqual({
      missing: expect.stringContaining('is Java 8,'),
    });
    expect(
      await findKeycloak({ home: '', javaHome: join(dir, 'none') }),
    ).toEqual({ missing: expect.stringMatching(/^Java: there is no /) });
  });
});
