import {
  MachineBed,
  namespace,
  send,
  startMachineBed,
} from '../__testUtils__/machineBed';
import { virtualMachineInstances, virtualMachines } from '../kinds';
import { services } from '../runtime/resources';

const GROUP = '/apis/subresources.kubevirt.io';

describe('the API of subresources', () => {
  let bed: MachineBed;

  beforeAll(async () => {
    bed = await startMachineBed();
    await bed.machine({ name: 'on' });
    await bed.machine({ name: 'off', runStrategy: 'Halted' });
    await bed.isState('on', 'Running');
    await bed.isState('off', 'Stopped');
  });

  afterAll(() => bed?.stop());

  it.each(['v1', 'v1alpha3'])(
    'announces %s as KubeVirt does',
    async version => {
      const { body } = await bed.get(`${GROUP}/${version}`);
      expect(body).toMatchObject({
        kind: 'APIResourceList',
        groupVersion: `subresources.kubevirt.io/${version}`,
      });
      expect(body.resources).toContainEqual({
        name: 'virtualmachines/start',
        singularName: '',
        namespaced: true,
        kind: '',
        verbs: null,
      });
    },
  );

  it('serves both versions', async () => {
    const { code, body } = await bed.request(
      'PUT',
      `${GROUP}/v1alpha3/namespaces/${namespace}/virtualmachines/on/start`,
    );
    expect(code).toBe(409);
    expect(body).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message:
        'Operation cannot be fulfilled on virtualmachine.kubevirt.io "on": VM is already running',
      reason: 'Conflict',
      details: { name: 'on', group: 'kubevirt.io', kind: 'virtualmachine' },
      code: 409,
    });
  });

  it('tells its version and its health', async () => {
    expect((await bed.get(`${GROUP}/v1/version`, 'admin')).body).toMatchObject({
      gitVersion: 'v1.8.0',
    });
    expect((await bed.get(`${GROUP}/v1/healthz`, 'admin')).body).toMatchObject({
      apiserver: { connectivity: 'ok' },
    });
  });

  it('refuses other methods and paths', async () => {
    expect(
      await bed.request('POST', 'virtualmachines/on/start', '', 'admin'),
    ).toMatchObject({ code: 405, text: '405: Method Not Allowed' });
    expect(
      await bed.request('PUT', 'virtualmachines/on/fly', '', 'admin'),
    ).toMatchObject({ code: 404, text: '404: Page Not Found' });
    expect(await bed.put('virtualmachines/none/start')).toMatchObject({
      code: 404,
      body: { message: 'virtualmachine.kubevirt.io "none" not found' },
    });
  });

  it.each([
    ['"text"', 'cannot unmarshal string into Go value of type v1.StopOptions'],
    ['[1]', 'cannot unmarshal array into Go value of type v1.StopOptions'],
    ['{"gracePeriod": 1', 'Can not unmarshal Request body to struct, error: '],
    [
      '{"gracePeriod":"long"}',
      'cannot unmarshal string into Go struct field StopOptions.gracePeriod of type int64',
    ],
    [
      '{"dryRun":[1]}',
      'cannot unmarshal number into Go struct field StopOptions.dryRun of type []string',
    ],
  ])('refuses the body %s', async (body, message) => {
    const answer = await bed.put('virtualmachines/on/stop', body);
    expect(answer.code).toBe(400);
    expect(answer.body).toMatchObject({ reason: 'BadRequest' });
    expect(answer.body.message).toContain(message);
  });

  it('reads bodies in YAML too', async () => {
    expect(
      await bed.put('virtualmachines/off/start', 'dryRun: [All]\n'),
    ).toMatchObject({ code: 202, text: '' });
  });

  it('does nothing on a dry run', async () => {
    const dryRun = { dryRun: ['All'] };
    for (const path of [
      'virtualmachines/off/start',
      'virtualmachines/on/stop',
      'virtualmachines/on/restart',
    ]) {
      expect(await bed.put(path, dryRun)).toMatchObject({ code: 202 });
    }
    expect(
      await bed.put('virtualmachines/on/stop', { ...dryRun, gracePeriod: 0 }),
    ).toMatchObject({ code: 202 });
    expect(
      await bed.put('virtualmachineinstances/on/pause', dryRun),
    ).toMatchObject({ code: 200 });
    const key = { namespace, name: 'off' };
    expect(
      (await bed.client.get(virtualMachines, key))?.spec?.runStrategy,
    ).toBe('Halted');
    const instance = await bed.client.get(virtualMachineInstances, {
      ...key,
      name: 'on',
    });
    expect(instance?.spec?.terminationGracePeriodSeconds).toBe(60);
    expect(
      (await bed.client.get(virtualMachines, { ...key, name: 'on' }))?.status,
    ).not.toHaveProperty('stateChangeRequests');
  });

  it('refuses a dry run of another kind, as the API server does', async () => {
    const { code, body } = await bed.put('virtualmachines/on/stop', {
      dryRun: ['Some'],
    });
    expect(code).toBe(500);
    expect(body.message).toMatch(/^Internal error occurred: .*dryRun/);
  });

  it('obeys the rights of whoever asks', async () => {
    const { code, body } = await bed.put(
      'virtualmachines/on/stop',
      undefined,
      'dave',
    );
    expect(code).toBe(403);
    expect(body.message).toBe(
      'virtualmachines.subresources.kubevirt.io "on" is forbidden: User "globex:dave" cannot update resource "virtualmachines/stop" in API group "subresources.kubevirt.io" in the namespace "acme-prod"',
    );
  });

  it('does not believe headers that come past the API server', async () => {
    const service = await bed.client.get(services, {
      namespace: 'kube-dc',
      name: 'virt-api',
    });
    const [{ port }] = service?.spec?.ports as { port: number }[];
    const answer = await send(
      new URL(
        `${GROUP}/v1/namespaces/${namespace}/virtualmachines/on/stop`,
        `https://localhost:${port}`,
      ),
      {
        method: 'PUT',
        rejectUnauthorized: false,
        headers: {
          'x-remote-user': 'admin',
          'x-remote-group': 'system:masters',
        },
      },
    );
    expect(answer).toMatchObject({
      code: 401,
      text: 'request is not authenticated',
    });
  });
});
