import { contract } from '../../testing/contract';
import { patched, PatchType } from '../../testing/patched';

contract('changes by patches', server => {
  let path: string;
  beforeAll(async () => {
    ({ path } = await patched(server()));
  });

  const changed = async (name: string, type: PatchType, patch: unknown) => {
    await server().api.post(path, {
      metadata: { name, labels: { l: '1' } },
      data: { a: '1', b: '2' },
    });
    const { code, body } = await server().api.patch(
      `${path}/${name}`,
      type,
      patch,
    );
    return { code, data: body.data, labels: body.metadata.labels };
  };

  it.each<[string, PatchType, unknown, object]>([
    ['merge', 'merge', { data: { c: '3' } }, { a: '1', b: '2', c: '3' }],
    ['merge null', 'merge', { data: { a: null } }, { b: '2' }],
    [
      'strategic',
      'strategic-merge',
      { data: { c: '3' } },
      { a: '1', b: '2', c: '3' },
    ],
    ['strategic null', 'strategic-merge', { data: { a: null } }, { b: '2' }],
    [
      'strategic replace',
      'strategic-merge',
      { data: { $patch: 'replace', z: '9' } },
      { z: '9' },
    ],
    [
      'retain',
      'strategic-merge',
      { data: { $retainKeys: ['a', 'c'], c: '3' } },
      { a: '1', c: '3' },
    ],
    [
      'add',
      'json',
      [{ op: 'add', path: '/data/c', value: '3' }],
      { a: '1', b: '2', c: '3' },
    ],
    [
      'replace',
      'json',
      [{ op: 'replace', path: '/data', value: { z: '9' } }],
      { z: '9' },
    ],
    ['remove', 'json', [{ op: 'remove', path: '/data/a' }], { b: '2' }],
    [
      'move',
      'json',
      [{ op: 'move', from: '/data/a', path: '/data/z' }],
      { b: '2', z: '1' },
    ],
    [
      'copy',
      'json',
      [{ op: 'copy', from: '/data/a', path: '/data/z' }],
      { a: '1', b: '2', z: '1' },
    ],
    [
      'test',
      'json',
      [
        { op: 'test', path: '/data/a', value: '1' },
        { op: 'remove', path: '/data/b' },
      ],
      { a: '1' },
    ],
    ['nothing', 'json', [], { a: '1', b: '2' }],
    [
      'escaped',
      'json',
      [
        { op: 'add', path: '/data/x~1y', value: 'no' },
        { op: 'remove', path: '/data/x~1y' },
      ],
      { a: '1', b: '2' },
    ],
  ])('change an object: %s', async (title, type, patch, data) => {
    const name = title.replace(' ', '-');
    expect(await changed(name, type, patch)).toEqual({
      code: 200,
      data,
      labels: { l: '1' },
    });
  });

  it('add to what is not there in a merge patch', async () => {
    const { code, body } = await server().api.patch(
      `${path}/steady?dryRun=All`,
      'merge',
      {
        metadata: { annotations: { x: 'y' } },
      },
    );
    expect(code).toBe(200);
    expect(body.metadata.annotations).toEqual({ x: 'y' });
  });

  it('may name the resourceVersion they are for', async () => {
    const { api } = server();
    const { body } = await api.get(`${path}/steady`);
    const { resourceVersion, uid } = body.metadata;
    const { code } = await api.patch(`${path}/steady?dryRun=All`, 'merge', {
      metadata: { resourceVersion, uid },
      data: { z: '1' },
    });
    expect(code).toBe(200);
  });
});
