import { compareKind } from './compare';
import { Definition } from './definition';
import { factsOf, KindFacts, storageVersionOf } from './facts';
import { readFactsTable } from './factsTable';
import { LIBERTIES } from './liberties';
import {
  describeWithRealCrds,
  REAL_CRDS,
  readRealDefinitions,
} from './realDefinitions';
import { idOf, ourDefinitions, usedFacts } from './usedFacts';

const ours = ourDefinitions.map(
  definition =>
    [
      definition.metadata.name,
      factsOf(definition, storageVersionOf(definition)),
    ] as const,
);

describe('the sandbox’s definitions', () => {
  const table = readFactsTable();

  it.each(ours)('%s says what the table of facts says', (name, facts) => {
    const real = table.get(idOf(facts)) as KindFacts;
    expect(compareKind(facts, real, LIBERTIES[name], false)).toEqual([]);
  });

  it('take no liberty with what is not there', () => {
    const names = ours.map(([name]) => name);
    expect(names).toEqual(expect.arrayContaining(Object.keys(LIBERTIES)));
  });
});

describeWithRealCrds('the comparison with the real definitions')(
  'the sandbox’s definitions and the real ones',
  () => {
    const real = REAL_CRDS ? readRealDefinitions(REAL_CRDS) : new Map();

    it.each(ours)('%s is the same', (name, facts) => {
      const definition = real.get(name) as Definition;
      expect(
        compareKind(
          facts,
          factsOf(definition, facts.version),
          LIBERTIES[name],
          true,
        ),
      ).toEqual([]);
    });

    it('give the table of facts that is committed', () => {
      expect(Object.fromEntries(usedFacts(real.values()))).toEqual(
        Object.fromEntries(readFactsTable()),
      );
    });
  },
);
