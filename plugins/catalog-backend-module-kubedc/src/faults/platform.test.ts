import { TestDatabases } from '@backstage/backend-test-utils';
import {
  virtualMachineType,
  type VirtualMachine,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { Knex } from 'knex';
import { createOrganization, createProject } from '../__testUtils__/tenants';
import { TestCatalog } from '../__testUtils__/TestCatalog';
import { TestPlatform } from '../__testUtils__/TestPlatform';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('a platform', () => {
  let platform: TestPlatform;
  let knex: Knex;
  let namespace: string;
  let catalog: TestCatalog | undefined;

  async function start(extra: object = {}) {
    await catalog?.stop();
    catalog = await TestCatalog.start({
      knex,
      kubedc: { installations: { alpha: { ...platform.config, ...extra } } },
    });
    return catalog;
  }

  const vm = (name: string) =>
    platform.create<VirtualMachine>(virtualMachineType, {
      metadata: { name, namespace },
      spec: { runStrategy: 'Always', template: { spec: { domain: {} } } },
    });

  beforeEach(async () => {
    platform = await TestPlatform.start();
    knex = await databases.init('SQLITE_3');
    await createOrganization(platform, 'acme');
    namespace = await createProject(platform, 'acme', 'prod');
    await vm('web-1');
  });

  afterEach(async () => {
    await catalog?.stop();
    catalog = undefined;
    await platform.stop();
  });

  it('whose kind is removed and added again takes its entities along and nothing else', async () => {
    const running = await start();
    await running.eventually('resource:acme-prod/vm.web-1');

    await platform.forget(virtualMachineType);
    await running.eventually('resource:acme-prod/vm.web-1', entity => !entity);
    expect(await running.find('system:acme/prod')).toBeDefined();

    await platform.define(virtualMachineType);
    await vm('web-2');
    await running.eventually('resource:acme-prod/vm.web-2');
    expect(await running.find('resource:acme-prod/vm.web-1')).toBeUndefined();
  });

  it('that is away, at start or later, never makes the backend unready', async () => {
    const elsewhere = await start({ url: 'https://127.0.0.1:9' });
    expect(await elsewhere.readiness()).toBe(200);

    const running = await start();
    await running.eventually('resource:acme-prod/vm.web-1');
    await platform.pause();
    expect(await running.readiness()).toBe(200);
    expect(await running.find('resource:acme-prod/vm.web-1')).toBeDefined();
    await platform.resume();
    await vm('web-2');
    await running.eventually('resource:acme-prod/vm.web-2');
    expect(await running.readiness()).toBe(200);
  });

  it('that is misspelt in the configuration at a restart loses nothing, and catches up when that is mended', async () => {
    const before = await start();
    await before.eventually('resource:acme-prod/vm.web-1');

    const broken = await start({ identity: 'impersonat' });
    await vm('web-2');
    await platform.client.delete(virtualMachineType, namespace, 'web-1');
    expect(await broken.find('resource:acme-prod/vm.web-1')).toBeDefined();
    expect(await broken.find('domain:default/acme')).toBeDefined();

    // An address where nobody listens is well-formed, but as wrong.
    const elsewhere = await start({ url: 'https://127.0.0.1:9' });
    expect(await elsewhere.find('resource:acme-prod/vm.web-1')).toBeDefined();

    const mended = await start();
    await mended.eventually('resource:acme-prod/vm.web-2');
    await mended.eventually('resource:acme-prod/vm.web-1', entity => !entity);
    expect(await mended.find('domain:default/acme')).toBeDefined();
  });
});
