import { ask } from '../testing/ask';
import { contract } from '../testing/contract';
import { said } from '../testing/said';

contract('the finalizers of a namespace', server => {
  let name: string;
  beforeEach(async () => {
    name = await server().namespace();
  });
  const finalize = (body: object, query = '') =>
    ask(server(), {}, [
      'PUT',
      `/api/v1/namespaces/${name}/finalize${query}`,
      body,
    ]);
  const current = async () =>
    (await server().api.get(`/api/v1/namespaces/${name}`)).body;
  const metadata = () => ({ name });

  it('are not touched by what is no namespace of that name', async () => {
    const wrong: [object, string][] = [
      [
        {},
        '400 BadRequest the name of the object (contract based on URL) was undeterminable: name must be provided',
      ],
      [
        { metadata: { name: 'other' }, spec: {} },
        '400 BadRequest the name of the object (other) does not match the name on the URL (contract)',
      ],
      [
        { metadata: { name, resourceVersion: '1' } },
        '409 Conflict Operation cannot be fulfilled on namespaces "contract": the object has been modified; please apply your changes to the latest version and try again',
      ],
      [
        { metadata: { name }, spec: { finalizers: ['nodomain'] } },
        '422 Invalid Namespace "contract" is invalid: spec.finalizers[0]: Invalid value: "nodomain": name is neither a standard finalizer name nor is it fully qualified',
      ],
    ];
    for (const [body, text] of wrong) {
      const [reason, message] = said(await finalize(body));
      expect(`${reason} ${message}`).toBe(text);
    }
    const asPod = { apiVersion: 'v1', kind: 'Pod', metadata: metadata() };
    expect((await finalize(asPod)).code).toBe(400);
    const asText = { metadata: metadata(), spec: { finalizers: 'x' } };
    expect((await finalize(asText)).code).toBe(400);
    expect((await current()).spec).toEqual({ finalizers: ['kubernetes'] });
  });

  it('are set, owned, and tried', async () => {
    const spec = { finalizers: ['a.example.com/b'] };
    const tried = await finalize({ metadata: metadata(), spec }, '?dryRun=All');
    expect(tried.body.spec).toEqual(spec);
    expect((await current()).spec).toEqual({ finalizers: ['kubernetes'] });
    const set = await finalize({ metadata: metadata(), spec });
    expect(set.body.spec).toEqual(spec);
    expect(set.body.metadata.managedFields).toContainEqual(
      expect.objectContaining({
        subresource: 'finalize',
        operation: 'Update',
        fieldsV1: { 'f:spec': { 'f:finalizers': {} } },
      }),
    );
    expect((await current()).spec).toEqual(spec);
    // Let go of again, so that the namespace can go.
    await finalize({ metadata: metadata(), spec: {} });
    expect((await current()).spec).toEqual({});
  });

  it('belong to a namespace that is there until it is deleted', async () => {
    const answer = await ask(server(), {}, [
      'PUT',
      `/api/v1/namespaces/${name}/status`,
      { metadata: metadata(), status: { phase: 'Terminating' } },
    ]);
    expect(said(answer).slice(0, 2)).toEqual([
      '422 Invalid',
      'Namespace "contract" is invalid: status.Phase: Invalid value: "Terminating": may only be \'Active\' if `deletionTimestamp` is empty',
    ]);
  });
});
