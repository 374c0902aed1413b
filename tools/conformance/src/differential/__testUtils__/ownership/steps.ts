import * as fc from 'fast-check';

/** A write of somebody. */
export interface Step {
  verb: 'apply' | 'update' | 'merge' | 'json' | 'statusMerge' | 'statusApply';
  manager: string;
  force: boolean;
  dryRun: boolean;
  labels?: Record<string, string>;
  spec?: Record<string, unknown>;
  status?: Record<string, unknown>;
  /** What an update does with the owners it has read. */
  owners: 'keep' | 'leaveOut' | 'reset';
}

const word = fc.constantFrom('a', 'b', 'c');
const dictionary = fc.dictionary(word, fc.constantFrom('1', '2'), {
  maxKeys: 3,
});

// The real server leaves out empty labels, which is no matter of ownership.
const labels = fc.dictionary(word, fc.constantFrom('1', '2'), {
  minKeys: 1,
  maxKeys: 3,
});

const port = fc.record(
  {
    port: fc.constantFrom(80, 90),
    protocol: fc.constantFrom('TCP', 'UDP'),
    name: word,
  },
  { requiredKeys: ['port'] },
);

const spec = fc.record(
  {
    size: fc.constantFrom(1, 2),
    color: word,
    note: fc.option(word),
    ports: fc.uniqueArray(port, {
      maxLength: 3,
      selector: ({ port: number, protocol = 'TCP' }) => `${number}${protocol}`,
    }),
    tags: fc.uniqueArray(word, { maxLength: 3 }),
    args: fc.array(word, { maxLength: 2 }),
    plain: fc.array(fc.record({ a: word }, { requiredKeys: [] }), {
      maxLength: 2,
    }),
    selector: dictionary,
    settings: dictionary,
    free: fc.record(
      {
        known: word,
        list: fc.array(word, { maxLength: 2 }),
        map: dictionary,
        other: fc.constantFrom(1, true, 'x', {}),
      },
      { requiredKeys: [] },
    ),
    either: fc.constantFrom<number | string>(1, '50%'),
    template: fc.record({
      apiVersion: fc.constant('v1'),
      kind: fc.constant('ConfigMap'),
      metadata: fc.record({ name: word, labels }),
      data: dictionary,
    }),
    nested: fc.record(
      {
        deep: fc.record({ value: word, more: word }, { requiredKeys: [] }),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);

const status = fc.record(
  {
    phase: word,
    conditions: fc.uniqueArray(
      fc.record({ type: word, status: word }, { requiredKeys: ['type'] }),
      { maxLength: 2, selector: ({ type }) => type },
    ),
  },
  { requiredKeys: [] },
);

/** Writes of several people to one object, in any order. */
export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record(
    {
      verb: fc.constantFrom<Step['verb']>(
        'apply',
        'apply',
        'apply',
        'update',
        'merge',
        'json',
        'statusMerge',
        'statusApply',
      ),
      manager: fc.constantFrom('ann', 'ben', 'kubectl'),
      force: fc.boolean(),
      dryRun: fc.constantFrom(false, false, false, true),
      labels,
      spec,
      status,
      owners: fc.constantFrom<Step['owners']>(
        'keep',
        'keep',
        'leaveOut',
        'leaveOut',
        'reset',
      ),
    },
    { requiredKeys: ['verb', 'manager', 'force', 'dryRun', 'owners'] },
  ),
  { minLength: 3, maxLength: 12 },
);
