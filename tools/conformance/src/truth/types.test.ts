import { compareType } from './compareType';
import { KindFacts } from './facts';
import { readFactsTable } from './factsTable';
import { idOf, portalTypes, sandboxTypes } from './usedFacts';

const table = readFactsTable();

/** Conditions of all kinds share a type in the sandbox; only KubeVirt's are probed. */
const SHARED = /conditions\[\]\.lastProbeTime does not exist really$/;

describe('the types that the portal reads with', () => {
  const types = portalTypes();

  it('are found', () => {
    expect(types.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'Organization',
        'Project',
        'VirtualMachine',
        'KdcCluster',
        'KdcDatabase',
        'ObjectBucketClaim',
      ]),
    );
  });

  it.each(types.map(type => [type.name, type] as const))(
    '%s promises only what the platform keeps',
    (_name, type) => {
      const facts = table.get(idOf(type)) as KindFacts;
      expect(type.fields.length).toBeGreaterThan(0);
      expect(compareType(type, facts, 'read')).toEqual([]);
    },
  );
});

describe('the types that the sandbox writes with', () => {
  it.each(sandboxTypes().map(type => [type.name, type] as const))(
    '%s allows only what the platform takes',
    (_name, type) => {
      const facts = table.get(idOf(type)) as KindFacts;
      expect(
        compareType(type, facts, 'write').filter(
          difference => !SHARED.test(difference),
        ),
      ).toEqual([]);
    },
  );
});
