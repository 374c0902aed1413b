import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageOf, packagesOf } from './packages';

describe('packagesOf', () => {
  const root = mkdtempSync(join(tmpdir(), 'packages-'));
  afterAll(() => rmSync(root, { recursive: true }));

  const install = (path: string, ...dependencies: string[]) => {
    mkdirSync(join(root, path), { recursive: true });
    writeFileSync(
      join(root, path, 'package.json'),
      JSON.stringify({
        dependencies: Object.fromEntries(dependencies.map(name => [name, '*'])),
      }),
    );
  };

  it('finds what is reached without the packages that are left out', () => {
    install('app', 'framework', '@ours/plugin', 'not-installed');
    install('node_modules/framework', 'shared', 'nested');
    install('node_modules/framework/node_modules/nested', 'framework');
    install('node_modules/@ours/plugin', 'shared', 'theirs-alone');
    install('node_modules/shared');
    install('node_modules/theirs-alone');

    const without = packagesOf(join(root, 'app'), name =>
      name.startsWith('@ours/'),
    );
    expect([...without].sort()).toEqual(['framework', 'nested', 'shared']);
    expect(packagesOf(join(root, 'app'), () => false)).toContain(
      'theirs-alone',
    );
  });
});

describe('packageOf', () => {
  it.each([
    ['webpack://app/../../node_modules/yaml/dist/a.js', 'yaml'],
    ['webpack://app/../../node_modules/a/node_modules/@b/c/d.js', '@b/c'],
    ['webpack://app/../../plugins/kubedc/src/routes.ts', undefined],
  ])('%s is of %s', (source, name) => {
    expect(packageOf(source)).toBe(name);
  });
});
