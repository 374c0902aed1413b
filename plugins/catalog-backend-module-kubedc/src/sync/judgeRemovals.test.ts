import { judgeRemovals } from './judgeRemovals';

/** Known entities: so many of each type, as `type-0`, `type-1` … */
function known(counts: Record<string, number>) {
  return new Map(
    Object.entries(counts).flatMap(([type, count]) =>
      Array.from(
        { length: count },
        (_, index) => [`${type}-${index}`, type] as const,
      ),
    ),
  );
}

const some = (type: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${type}-${index}`);

describe('judgeRemovals', () => {
  it('accepts what is ordinary', () => {
    expect(
      judgeRemovals({
        known: known({ vms: 100, buckets: 20 }),
        surplus: [...some('vms', 40), ...some('buckets', 5)],
        platformEmpty: false,
        percentage: 50,
      }),
    ).toEqual({
      accepted: [...some('vms', 40), ...some('buckets', 5)],
      refusals: [],
    });
  });

  it('keeps a type whose list came back nearly empty, and removes the rest', () => {
    const verdict = judgeRemovals({
      known: known({ vms: 100, buckets: 20 }),
      surplus: [...some('buckets', 19), ...some('vms', 3)],
      platformEmpty: false,
      percentage: 50,
    });
    expect(verdict.accepted).toEqual(some('vms', 3));
    expect(verdict.refusals).toEqual([
      '19 of 20 entities from buckets are without an object',
    ]);
  });

  it('keeps everything when too much is missing in all', () => {
    const verdict = judgeRemovals({
      known: known({ vms: 100, buckets: 100 }),
      surplus: [...some('vms', 60), ...some('buckets', 60)],
      platformEmpty: false,
      percentage: 50,
    });
    expect(verdict.accepted).toEqual([]);
    expect(verdict.refusals).toHaveLength(1);
  });

  it('keeps even a few when the platform has nothing at all', () => {
    const verdict = judgeRemovals({
      known: known({ vms: 2 }),
      surplus: some('vms', 2),
      platformEmpty: true,
      percentage: 50,
    });
    expect(verdict.accepted).toEqual([]);
  });

  it('does as it is told by a higher percentage', () => {
    expect(
      judgeRemovals({
        known: known({ vms: 100 }),
        surplus: some('vms', 100),
        platformEmpty: false,
        percentage: 100,
      }).accepted,
    ).toHaveLength(100);
  });
});
