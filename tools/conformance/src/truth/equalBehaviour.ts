import { Answer, ApiClient } from '@kubedc/embedded-apiserver/testing';
import fc from 'fast-check';
import { deepStrictEqual } from 'node:assert';
import { Liberty } from './compare';
import { Definition } from './definition';
import { factsOf, KindFacts, storageVersionOf } from './facts';
import { LIBERTIES } from './liberties';
import { mutated, Mutation, mutationsOf } from './mutations';
import { RealPlatform } from './realPlatform';
import { StoredObject } from './recordSandbox';
import { asWritten } from './replay';
import { ourDefinitions } from './usedFacts';

const SEED = 20261121;
const PREFIX = 'ours.';
const NAMESPACE = 'twins';
const UNCHECKED = 'Invalid value: null: some validation rules were not checked';

/** Objects of kinds that the sandbox makes none of. */
const SAMPLES: Record<string, StoredObject[]> = {
  Backup: [
    {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Backup',
      metadata: { name: 'orders-manual' },
      spec: { cluster: { name: 'orders' }, method: 'barmanObjectStore' },
    },
  ],
  VirtualMachineInstanceMigration: [
    {
      apiVersion: 'kubevirt.io/v1',
      kind: 'VirtualMachineInstanceMigration',
      metadata: { name: 'web-1-move' },
      spec: { vmiName: 'web-1' },
      status: { phase: 'Running' },
    },
  ],
};

/** Our definition under a group of its own, so that both can be there. */
function twinOf(definition: Definition): Definition {
  const group = `${PREFIX}${definition.spec.group}`;
  return {
    ...definition,
    metadata: { name: `${definition.spec.names.plural}.${group}` },
    spec: { ...definition.spec, group },
  };
}

/** What can be compared of an answer. */
interface Said {
  code: number;
  reason?: string;
  message?: string;
  [field: string]: unknown;
}

/** What an answer says, whichever group it is about. */
function saidBy({ code, text }: Answer): Said {
  const body = JSON.parse(text.split(PREFIX).join(''));
  if (code < 300) {
    return { code, spec: body.spec, status: body.status };
  }
  const causes: { field?: string; reason?: string; message?: string }[] =
    body.details?.causes ?? [];
  return {
    code,
    reason: body.reason,
    causes: causes
      // Only said where there are rules, which are a liberty of some of ours.
      .filter(({ message }) => !message?.startsWith(UNCHECKED))
      .map(({ field, reason, message }) => `${field} ${reason} ${message}`)
      .sort(),
    // Several causes are joined in any order.
    ...(causes.length < 2 ? { message: body.message } : {}),
  };
}

/** An object of a kind in both of its forms. */
class Twins {
  readonly facts: KindFacts;
  private readonly paths: [real: string, ours: string];

  constructor(private readonly api: ApiClient, definition: Definition) {
    this.facts = factsOf(definition, storageVersionOf(definition));
    const { group, version, plural, scope } = this.facts;
    const place = scope === 'Cluster' ? '' : `/namespaces/${NAMESPACE}`;
    const path = (prefix: string) =>
      `/apis/${prefix}${group}/${version}${place}/${plural}`;
    this.paths = [path(''), path(PREFIX)];
  }

  /** What both say to the same request. */
  private async ask(
    method: 'POST' | 'PUT',
    suffix: string,
    object: StoredObject,
  ): Promise<[real: Said, ours: Said]> {
    const [real, ours] = await Promise.all(
      this.paths.map(async (path, index) => {
        const prefix = index === 0 ? '' : PREFIX;
        return saidBy(
          await this.api.request(
            method,
            `${path}${suffix}${
              suffix.includes('?') ? '&' : '?'
            }fieldValidation=Strict`,
            {
              body: { ...object, apiVersion: `${prefix}${object.apiVersion}` },
            },
          ),
        );
      }),
    );
    return [real, ours];
  }

  create(object: StoredObject, isDry: boolean) {
    return this.ask('POST', isDry ? '?dryRun=All' : '', object);
  }

  /** Replaces whatever is there. */
  async replace(
    object: StoredObject,
    subresource = '',
  ): Promise<[real: Said, ours: Said]> {
    const { name } = object.metadata;
    const { body } = await this.api.get(`${this.paths[0]}/${name}`);
    const twin = await this.api.get(`${this.paths[1]}/${name}`);
    // Each has a version of its own.
    const versions = [body, twin.body].map(
      ({ metadata }) => metadata.resourceVersion,
    );
    const [real, ours] = await Promise.all(
      this.paths.map(async (path, index) =>
        saidBy(
          await this.api.put(
            `${path}/${name}${subresource}?dryRun=All&fieldValidation=Strict`,
            {
              ...object,
              apiVersion: `${index === 0 ? '' : PREFIX}${object.apiVersion}`,
              metadata: { name, resourceVersion: versions[index] },
            },
          ),
        ),
      ),
    );
    return [real, ours];
  }
}

/** Inside what our definitions keep unseen, the real ones prune or refuse. */
function isInLiberty(mutations: Mutation[], facts: KindFacts): boolean {
  return mutations.some(
    ({ path, value }) =>
      facts.fields[path]?.open === true &&
      typeof value === 'object' &&
      value !== null,
  );
}

type Judge = (object: StoredObject) => Promise<[real: Said, ours: Said]>;

/** The same object as a new one, without status. */
function renamed({ status: _status, ...object }: StoredObject): StoredObject {
  const name = `${object.metadata.name}-new`;
  return { ...object, metadata: { name } } as StoredObject;
}

/** Where our schemas have rules of their own, the message tells of these too. */
function comparable(said: Said, liberty: Liberty | undefined): Said {
  return liberty?.rules ? { ...said, message: undefined } : said;
}

/** The tests that the sandbox's definitions make an API server do what the real ones make it do. */
// One server is shared by all tests on a real one.
// eslint-disable-next-line jest/no-export
export function equalBehaviour(
  platform: () => RealPlatform,
  objectsOf: (kind: string) => StoredObject[],
): void {
  beforeAll(async () => {
    const { api } = platform();
    await api.post('/api/v1/namespaces', { metadata: { name: NAMESPACE } });
    await platform().install(ourDefinitions.map(twinOf));
  });

  it.each(
    ourDefinitions.map(
      definition => [definition.spec.names.kind, definition] as const,
    ),
  )('%s is judged alike', async (kind, definition) => {
    const twins = new Twins(platform().api, definition);
    const { facts } = twins;
    const recorded = objectsOf(kind).filter(
      ({ apiVersion }) => apiVersion === `${facts.group}/${facts.version}`,
    );
    const latest = new Map(
      [...recorded, ...(SAMPLES[kind] ?? [])].map(object => [
        `${object.metadata.namespace}/${object.metadata.name}`,
        object,
      ]),
    );
    const bases = [...latest.values()].slice(0, 3).map((object, index) => {
      const { metadata: _metadata, ...rest } = asWritten(object);
      return { ...rest, metadata: { name: `twin-${index}` } } as StoredObject;
    });
    expect(bases.length).toBeGreaterThan(0);
    const liberty = LIBERTIES[definition.metadata.name];
    for (const base of bases) {
      const { status, ...draft } = base;
      const [made, twin] = await twins.create(draft as StoredObject, false);
      expect(made).toMatchObject({ code: 201 });
      // What is not named has no defaults.
      const isOpen = liberty?.open.includes('spec');
      const seen = ({ code, ...rest }: Said) =>
        isOpen ? { code } : { code, ...rest };
      expect(seen(twin)).toEqual(seen(made));
    }
    const judgements: ['spec' | 'status', Judge][] = [
      ['spec', object => twins.create(renamed(object), true)],
      ['spec', object => twins.replace(object)],
      ...(facts.status
        ? ([['status', object => twins.replace(object, '/status')]] as [
            'status',
            Judge,
          ][])
        : []),
    ];
    const compared = judgements.filter(
      ([root]) =>
        facts.fields[root] &&
        !facts.fields[root].open &&
        !liberty?.rules?.includes(root),
    );
    for (const [root, judge] of compared) {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...bases),
          mutationsOf(facts, root).filter(list => !isInLiberty(list, facts)),
          async (base, mutations) => {
            const [real, ours] = await judge(mutated(base, mutations));
            deepStrictEqual(
              comparable(ours, liberty),
              comparable(real, liberty),
            );
          },
        ),
        { seed: SEED, numRuns: 60, interruptAfterTimeLimit: 15_000 },
      );
    }
  });
}
