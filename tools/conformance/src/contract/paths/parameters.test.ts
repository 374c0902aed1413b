import { ask } from '../../testing/ask';
import { contract } from '../../testing/contract';
import { said } from '../../testing/said';

const MAPS = '/api/v1/namespaces/{ns}/configmaps';
const TABLE = 'application/json;as=Table;v=v1;g=meta.k8s.io';

contract('parameters of a request', server => {
  let names: Record<string, string>;
  beforeAll(async () => {
    names = { ns: await server().namespace() };
  });

  it.each([
    ['1x', 'time: unknown unit "x" in duration "1x"'],
    ['abc', 'time: invalid duration "abc"'],
    ['5', 'time: missing unit in duration "5"'],
    ['1h30', 'time: missing unit in duration "1h30"'],
  ])('a timeout of %s is refused', async (timeout, problem) => {
    const text = [
      '400 BadRequest',
      `invalid timeout specified in the request URL - ${problem}`,
    ];
    const read = ['GET', `${MAPS}?timeout=${timeout}`] as const;
    expect(said(await ask(server(), names, [...read]))).toEqual(text);
    const write = await ask(server(), names, [
      'POST',
      `${MAPS}?dryRun=All&timeout=${timeout}`,
      { metadata: { name: 'x' } },
    ]);
    expect(said(write)).toEqual(text);
  });

  it.each(['0', '30s', '1m30s', '1.5h'])(
    'a timeout of %s is taken',
    async timeout => {
      const answer = await ask(server(), names, [
        'GET',
        `${MAPS}?timeout=${timeout}`,
      ]);
      expect(answer.code).toBe(200);
    },
  );

  it('rows of a table carry what there is', async () => {
    for (const more of ['', '&watch=true&timeoutSeconds=1']) {
      const path = `${MAPS}?includeObject=Some${more}`.replace(
        '{ns}',
        names.ns,
      );
      const answer = await server().api.get(path, {
        headers: { accept: TABLE },
      });
      expect(said(answer)).toEqual([
        '400 BadRequest',
        "Unable to convert to Table as requested: includeObject: Invalid value: \"Some\": must be 'Metadata', 'Object', 'None', or empty",
      ]);
    }
    const plain = await ask(server(), names, [
      'GET',
      `${MAPS}?includeObject=Some`,
    ]);
    expect(plain.code).toBe(200);
  });

  it('a version that is none is a fault, zero stands for whatever is there', async () => {
    const map = (resourceVersion: string, data: object = {}) => ({
      metadata: { name: 'versioned', resourceVersion },
      data,
    });
    const object = `${MAPS}/versioned`;
    const put = (body: object) => ask(server(), names, ['PUT', object, body]);
    const made = await ask(server(), names, ['POST', MAPS, map('0')]);
    expect(made.code).toBe(201);
    expect(said(await put(map('abc')))).toEqual([
      '500',
      'strconv.ParseUint: parsing "abc": invalid syntax',
    ]);
    const replaced = await put(map('0', { a: '1' }));
    expect([replaced.code, replaced.body.data]).toEqual([200, { a: '1' }]);
    expect((await put(map('1'))).code).toBe(409);
  });
});
