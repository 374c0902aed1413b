import { contract } from '../../testing/contract';
import { patched, PatchType } from '../../testing/patched';
import { said } from '../../testing/said';

contract('strategic merge patches', server => {
  let path: string;
  let templates: string;
  beforeAll(async () => {
    ({ path, templates } = await patched(server()));
  });

  it.each<[string, PatchType, unknown, string[]]>([
    [
      'strategic list',
      'strategic-merge',
      [],
      [
        '400 BadRequest',
        'json: cannot unmarshal array into Go value of type map[string]interface {}',
      ],
    ],
    ['strategic malformed', 'strategic-merge', '{', ['400 BadRequest']],
    [
      'strategic directive',
      'strategic-merge',
      { data: { $patch: 'invent' } },
      ['500', 'unknown patch type: invent in map: map[$patch:invent]'],
    ],
  ])('are refused: %s', async (_title, type, patch, text) => {
    const answer = await server().api.patch(`${path}/steady`, type, patch);
    const lines = said(answer).map(line =>
      line.replace(/object meta: [-0-9a-f]{36}/, 'object meta: <uid>'),
    );
    // How a parser words its complaint may differ.
    expect(lines.slice(0, text.length)).toEqual(text);
  });

  it('of strategic kind merge lists by their keys', async () => {
    const { api } = server();
    const containersOf = async (spec: object) =>
      (
        await api.patch(`${templates}/steady?dryRun=All`, 'strategic-merge', {
          template: { spec },
        })
      ).body.template.spec.containers.map((c: any) => [
        c.name,
        c.image,
        c.env ?? null,
      ]);
    expect(
      await containersOf({ containers: [{ name: 'two', image: 'two:2' }] }),
    ).toEqual([
      ['one', 'one:1', null],
      ['two', 'two:2', [{ name: 'A', value: '1' }]],
    ]);
    expect(
      await containersOf({ containers: [{ name: 'three', image: 'three:1' }] }),
    ).toEqual([
      ['three', 'three:1', null],
      ['one', 'one:1', null],
      ['two', 'two:1', [{ name: 'A', value: '1' }]],
    ]);
    expect(
      await containersOf({ containers: [{ name: 'one', $patch: 'delete' }] }),
    ).toEqual([['two', 'two:1', [{ name: 'A', value: '1' }]]]);
    expect(
      await containersOf({
        containers: [{ $patch: 'replace' }, { name: 'x', image: 'x' }],
      }),
    ).toEqual([['x', 'x', null]]);
    expect(
      await containersOf({
        $setElementOrder: undefined,
        '$setElementOrder/containers': [{ name: 'two' }, { name: 'one' }],
      }),
    ).toEqual([
      ['two', 'two:1', [{ name: 'A', value: '1' }]],
      ['one', 'one:1', null],
    ]);
    expect(
      await containersOf({
        containers: [
          {
            name: 'two',
            env: [
              { name: 'A', value: '2' },
              { name: 'B', value: '3' },
            ],
          },
        ],
      }),
    ).toEqual([
      ['one', 'one:1', null],
      [
        'two',
        'two:1',
        [
          { name: 'A', value: '2' },
          { name: 'B', value: '3' },
        ],
      ],
    ]);
    expect(
      await containersOf({
        containers: [{ name: 'two', env: [{ name: 'A', $patch: 'delete' }] }],
      }),
    ).toEqual([
      ['one', 'one:1', null],
      ['two', 'two:1', null],
    ]);
  });

  it('of strategic kind need the keys', async () => {
    const answer = await server().api.patch(
      `${templates}/steady`,
      'strategic-merge',
      { template: { spec: { containers: [{ image: 'x' }] } } },
    );
    expect(said(answer)).toEqual([
      '500',
      'map: map[image:x] does not contain declared merge key: name',
    ]);
  });
});
