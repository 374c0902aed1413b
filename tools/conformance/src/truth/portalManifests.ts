import {
  AnyOperationDeclaration,
  kindRegistry,
  KubernetesObject,
} from '@kubedc/backstage-plugin-kubedc-common';
import {
  operationRunners,
  OperationRunner,
  parseOsImages,
  PlannedRequest,
} from '@kubedc/backstage-plugin-kubedc-node';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readForms } from './forms';
import { operationInputs } from './inputs';
import { Outcome, Portal } from './portal';
import { REAL_CRDS } from './realDefinitions';
import { KUBEVIRT_SUBRESOURCES } from './subresources';

const SEED = 20261121;
const PROJECT = 'acme/prod';

const itWithCatalogue = REAL_CRDS ? it : it.skip;

const byName = (a: OperationRunner, b: OperationRunner) =>
  a.declaration.id < b.declaration.id ? -1 : 1;
const creating = operationRunners
  .filter(({ declaration }) => declaration.target === 'new')
  .sort(byName);
// What removes objects comes last, for others act on them.
const acting = operationRunners
  .filter(({ declaration }) => declaration.target === 'existing')
  .sort(
    (a, b) =>
      Number(a.declaration.id.endsWith(':delete')) -
        Number(b.declaration.id.endsWith(':delete')) || byName(a, b),
  );

function titled(runners: OperationRunner[]): [string, OperationRunner][] {
  return runners.map(runner => [runner.declaration.id, runner]);
}

/** What a plan says to KubeVirt that it would not understand. */
function misunderstood({ type, subresource, method, body }: PlannedRequest) {
  if (type.group !== 'subresources.kubevirt.io') {
    return [];
  }
  const fields = KUBEVIRT_SUBRESOURCES[type.resource]?.[subresource ?? ''];
  if (!fields || method !== 'PUT' || type.version !== 'v1') {
    return [`${method} ${type.resource}/${subresource} is not served`];
  }
  return Object.keys((body as object) ?? {})
    .filter(field => !fields.includes(field))
    .map(field => `${subresource} takes no ${field}`);
}

function problemsOf(outcome: Outcome): string[] {
  return 'refused' in outcome
    ? []
    : [...outcome.problems, ...outcome.requests.flatMap(misunderstood)];
}

/** The tests that everything the portal can write is stored as it was sent. */
// One server is shared by all tests on a real one.
// eslint-disable-next-line jest/no-export
export function portalManifests(portal: () => Portal): void {
  let images: string[] = [];
  const given = (declaration: AnyOperationDeclaration) => {
    const { clusterVersions, databaseVersions } = portal().offers;
    const versions = [
      ...clusterVersions.map(({ version }) => version),
      ...Object.values(databaseVersions).flat(),
    ];
    const known: Record<string, unknown[]> = {
      installation: [undefined],
      project: [PROJECT],
      organization: ['acme'],
      image: images,
      version: versions,
    };
    return Object.fromEntries(
      Object.entries(known)
        .filter(([field]) => field in declaration.input.shape)
        .map(([field, values]) => [field, fc.constantFrom(...values)]),
    );
  };
  /** Values that make a form complete, those that suit it being found by trying. */
  const completions = (operation: string): Record<string, unknown>[] => {
    const { clusterVersions, databaseVersions } = portal().offers;
    const place = { project: PROJECT, name: 'ordered' };
    switch (operation) {
      case 'project:create':
        return [{ organization: 'acme', name: 'ordered' }];
      case 'vm:create':
        return images.map(image => ({ ...place, image }));
      case 'cluster:create':
        return clusterVersions.map(({ version }) => ({ ...place, version }));
      case 'database:create':
        return Object.values(databaseVersions)
          .flat()
          .map(version => ({ ...place, version }));
      default:
        return [place];
    }
  };

  beforeAll(async () => {
    const { namespace, name } = portal().context.installation.imagesConfigMap;
    const data = await portal().context.readConfigMap(namespace, name);
    images = parseOsImages(data['images.yaml']).map(({ id }) => id);
    expect(images.length).toBeGreaterThan(5);
  });

  it.each(readForms().map(form => [form.name, form] as const))(
    'every choice of the form %s',
    async (_name, { operation, defaults, choices }) => {
      const runner = creating.find(
        ({ declaration }) => declaration.id === operation,
      )!;
      const variations = [
        {},
        ...Object.entries(choices).flatMap(([field, values]) =>
          values.map(value => ({ [field]: value })),
        ),
      ];
      for (const variation of variations) {
        const isBase = Object.keys(variation).length === 0;
        const outcomes: Outcome[] = [];
        for (const completion of completions(operation)) {
          // Each image and version by itself; each choice with the first that it suits.
          if (isBase || !outcomes.some(outcome => 'requests' in outcome)) {
            const input = { ...defaults, ...completion, ...variation };
            outcomes.push(await portal().run(runner, input));
          }
        }
        expect(outcomes.flatMap(problemsOf)).toEqual([]);
        expect([
          variation,
          outcomes.some(outcome => 'requests' in outcome),
        ]).toEqual([variation, true]);
      }
    },
  );

  itWithCatalogue(
    'a virtual machine of every image that the platform offers',
    async () => {
      const file = join(REAL_CRDS!, 'kube-dc-config/images-configmap.yaml');
      const { data } = parse(readFileSync(file, 'utf8'));
      const offered = parseOsImages(data['images.yaml']).map(({ id }) => id);
      expect(offered.length).toBeGreaterThan(5);
      const runner = creating.find(
        ({ declaration }) => declaration.id === 'vm:create',
      )!;
      const before = await portal().exchangeImages(data);
      for (const image of offered) {
        const outcome = await portal().run(runner, {
          project: PROJECT,
          name: 'ordered',
          image,
          cpu: 8,
          memory: '64Gi',
          diskSize: '500Gi',
        });
        expect(problemsOf(outcome)).toEqual([]);
        expect(outcome).toHaveProperty('requests');
      }
      await portal().exchangeImages(before);
    },
  );

  it.each(titled(creating))('%s with any valid input', async (_id, runner) => {
    const { declaration } = runner;
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(
        operationInputs(declaration.input, given(declaration)),
        async input => {
          const outcome = await portal().run(runner, input);
          expect(problemsOf(outcome)).toEqual([]);
          accepted += 'requests' in outcome ? 1 : 0;
        },
      ),
      { seed: SEED, numRuns: 60, interruptAfterTimeLimit: 20_000 },
    );
    expect(accepted).toBeGreaterThan(5);
  });

  it.each(titled(acting))('%s on what there is', async (_id, runner) => {
    const { declaration } = runner;
    const kind = kindRegistry.byId(declaration.kind)!;
    const objects = portal().mirror.list<KubernetesObject>(kind.type);
    expect(objects.length).toBeGreaterThan(0);
    let accepted = 0;
    for (const { metadata } of objects.slice(0, 12)) {
      const inputs = fc.sample(
        operationInputs(declaration.input, {
          ...given(declaration),
          namespace: fc.constant(metadata.namespace),
          name: fc.constant(metadata.name),
        }),
        { seed: SEED, numRuns: declaration.id.endsWith(':delete') ? 1 : 5 },
      );
      for (const input of inputs) {
        const outcome = await portal().run(runner, input);
        expect(problemsOf(outcome)).toEqual([]);
        accepted += 'requests' in outcome ? 1 : 0;
      }
    }
    expect(accepted).toBeGreaterThan(0);
  });
}
