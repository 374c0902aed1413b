import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import {
  virtualMachineType,
  type CatalogWriterReport,
} from '@kubedc/backstage-plugin-kubedc-common';
import { FakeMirror } from '../__testUtils__/FakeMirror';
import { CatalogMetrics } from './CatalogMetrics';

type Observation = [name: string, value: number, attributes: object];

/** A metrics service that tells what a collector would get. */
function collector() {
  const recorded: Observation[] = [];
  const callbacks: Array<[string, (result: unknown) => void]> = [];
  const record = (name: string) => (value: number, attributes: object) =>
    recorded.push([name, value, attributes]);
  const metrics = {
    createHistogram: (name: string) => ({ record: record(name) }),
    createCounter: (name: string) => ({ add: record(name) }),
    createObservableGauge: (name: string) => ({
      addCallback: (callback: (result: unknown) => void) =>
        callbacks.push([name, callback]),
    }),
  } as unknown as MetricsService;
  const collect = () => {
    const observed: Observation[] = [];
    callbacks.forEach(([name, callback]) =>
      callback({
        observe: (value: number, attributes: object) =>
          observed.push([name, value, attributes]),
      }),
    );
    return observed;
  };
  return { metrics, recorded, collect };
}

class Mirror extends FakeMirror {
  types() {
    return [virtualMachineType];
  }
}

describe('CatalogMetrics', () => {
  it('tells how each kind of each installation is followed', () => {
    const { metrics, collect } = collector();
    const mirror = new Mirror();
    mirror.put(virtualMachineType, { metadata: { name: 'a' } });
    new CatalogMetrics(metrics).observe([
      { name: 'alpha', mirror: () => mirror, report: () => undefined },
      { name: 'broken', mirror: () => undefined, report: () => undefined },
    ]);
    const attributes = {
      installation: 'alpha',
      resource: 'virtualmachines.kubevirt.io',
    };
    expect(collect()).toEqual([
      ['kubedc.mirror.objects', 1, attributes],
      ['kubedc.mirror.up', 0, attributes],
      ['kubedc.mirror.restarts', 0, attributes],
      ['kubedc.mirror.expired', 0, attributes],
    ]);
    mirror.report(virtualMachineType, 'watching');
    expect(collect()).toContainEqual(['kubedc.mirror.up', 1, attributes]);
  });

  it('tells what the writer does, where it writes', () => {
    const { metrics, recorded, collect } = collector();
    const report: Omit<CatalogWriterReport, 'writer' | 'at'> = {
      since: '2026-11-21T12:00:00Z',
      entities: 40,
      waiting: 2,
      refusals: ['too many'],
      skipped: [{ reason: 'no such group', count: 3, examples: [] }],
    };
    const catalogMetrics = new CatalogMetrics(metrics);
    catalogMetrics.observe([
      { name: 'alpha', mirror: () => undefined, report: () => report },
    ]);
    catalogMetrics.count('alpha', { seconds: 0.2, added: 5, removed: 1 });
    const installation = 'alpha';
    expect(collect()).toEqual([
      ['kubedc.catalog.entities', 40, { installation }],
      ['kubedc.catalog.waiting', 2, { installation }],
      ['kubedc.catalog.refused', 1, { installation }],
      ['kubedc.catalog.skipped', 3, { installation, reason: 'no such group' }],
    ]);
    expect(recorded).toEqual([
      ['kubedc.catalog.mutation', 0.2, { installation }],
      ['kubedc.catalog.written', 5, { installation, action: 'added' }],
      ['kubedc.catalog.written', 1, { installation, action: 'removed' }],
    ]);
  });
});
