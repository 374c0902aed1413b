import { operationRegistry } from '@kubedc/backstage-plugin-kubedc-common';
import { contextOf, platformObjects } from './__testUtils__/context';
import { operationRunners } from './runners';

describe('operationRunners', () => {
  it('run every declared operation, each once', () => {
    const declared = operationRegistry.all();
    expect(
      operationRunners.map(({ declaration }) => declaration.id).sort(),
    ).toEqual(declared.map(({ id }) => id).sort());
    for (const { declaration } of operationRunners) {
      expect(declared).toContain(declaration);
    }
  });

  it.each(
    operationRunners.map(runner => [runner.declaration.id, runner] as const),
  )('%s names the namespaces its rights are needed in', (_, runner) => {
    const { declaration } = runner;
    const input = {
      organization: 'acme',
      project: 'acme/production',
      namespace: 'acme-production',
      name: 'x',
    };
    const namespaces = runner.namespaces(input, contextOf(platformObjects()));
    for (const { in: place } of declaration.access) {
      expect(namespaces[place]).toMatch(/^acme/);
    }
  });
});
