import https from 'node:https';
import { services } from '../runtime/resources';
import { virtualMachineInstances, virtualMachines } from '../kinds';
import { parseConnection } from '../runtime/connection';
import { conditionOf } from '../runtime/objects';
import { virtualMachineObjects } from '../seed/virtualMachine';
import {
  TestSandbox,
  createAcme,
  startTestSandbox,
} from '../__testUtils__/testSandbox';

jest.setTimeout(60_000);

const namespace = 'acme-prod';
const base = `/apis/subresources.kubevirt.io/v1/namespaces/${namespace}`;

type Answer = { code: number; body: Record<string, unknown> };

describe('subresources of virtual machines', () => {
  let bed: TestSandbox;

  const isState = (name: string, state: string) =>
    bed.until(
      virtualMachines,
      { namespace, name },
      ({ status }) => status?.printableStatus === state,
    );

  beforeAll(async () => {
    bed = await startTestSandbox();
    await createAcme(bed);
    for (const [name, runStrategy] of [
      ['on', 'Always'],
      ['off', 'Halted'],
      ['manual', 'Manual'],
      ['rerun', 'RerunOnFailure'],
    ]) {
      const objects = virtualMachineObjects(namespace, 'acme', {
        name,
        runStrategy,
        image: 'cirros',
        cores: 1,
        memory: '512Mi',
        disk: '1Gi',
      });
      for (const [resource, draft] of objects) {
        await bed.client.create(resource, draft);
      }
    }
    await isState('on', 'Running');
    await isState('off', 'Stopped');
    await isState('manual', 'Stopped');
    await isState('rerun', 'Running');
  }, 60_000);

  afterAll(() => bed?.stop());

  function send(
    url: URL,
    { body, ...options }: https.RequestOptions & { body?: string },
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      https
        .request(url, { ...options, agent: false }, response => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', chunk => {
            text += chunk;
          });
          response.on('end', () =>
            resolve({
              code: response.statusCode ?? 0,
              body: text.startsWith('{') ? JSON.parse(text) : { text },
            }),
          );
        })
        .on('error', reject)
        .end(body);
    });
  }

  function request(
    method: string,
    path: string,
    body?: string,
    person = 'alice',
  ): Promise<Answer> {
    const { server, ca, token } = parseConnection(
      bed.sandbox.kubeconfig(person),
    );
    return send(new URL(path, server), {
      method,
      ca,
      body,
      headers: { authorization: `Bearer ${token}` },
    });
  }

  const put = (path: string, body?: string, person?: string) =>
    request('PUT', `${base}/${path}`, body, person);

  it('are announced', async () => {
    const { body } = await request('GET', '/apis/subresources.kubevirt.io/v1');
    expect(body.kind).toBe('APIResourceList');
    expect(body.resources).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'virtualmachines/start' }),
      ]),
    );
  });

  it.each([
    ['virtualmachines/on/start', 'VM is already running'],
    ['virtualmachines/off/stop', 'VM is not running'],
    ['virtualmachines/off/restart', 'RunStategy Halted does not support manual restart requests'],
    ['virtualmachines/manual/restart', 'VM is not running: Halted'],
    ['virtualmachineinstances/on/unpause', 'VMI is not paused'],
  ])('refuse %s: %s', async (path, message) => {
    const { code, body } = await put(path);
    expect(code).toBe(409);
    expect(body).toMatchObject({
      kind: 'Status',
      reason: 'Conflict',
      message: expect.stringMatching(new RegExp(`: ${message}$`)),
    });
  });

  it('refuse machines that do not exist, and bodies they cannot read', async () => {
    expect(await put('virtualmachines/none/start')).toMatchObject({
      code: 404,
      body: { message: 'virtualmachine.kubevirt.io "none" not found' },
    });
    expect(await put('virtualmachines/off/start', 'no json')).toMatchObject({
      code: 400,
    });
    expect(
      await put('virtualmachines/on/stop', '{"gracePeriod":"long"}'),
    ).toMatchObject({
      code: 400,
      body: { message: expect.stringContaining('gracePeriod') },
    });
  });

  it('do nothing on a dry run', async () => {
    const dryRun = JSON.stringify({ dryRun: ['All'] });
    expect(await put('virtualmachines/off/start', dryRun)).toMatchObject({
      code: 202,
    });
    expect(await put('virtualmachines/on/stop', dryRun)).toMatchObject({
      code: 202,
    });
    const key = { namespace, name: 'off' };
    expect(
      (await bed.client.get(virtualMachines, key))?.spec?.runStrategy,
    ).toBe('Halted');
    expect(
      await bed.client.get(virtualMachineInstances, { ...key, name: 'on' }),
    ).toBeDefined();
  });

  it('pause and unpause an instance', async () => {
    expect(await put('virtualmachineinstances/on/pause')).toMatchObject({
      code: 200,
    });
    const paused = await isState('on', 'Paused');
    expect(conditionOf(paused.status?.conditions, 'Paused')?.reason).toBe(
      'PausedByUser',
    );
    expect(await put('virtualmachineinstances/on/pause')).toMatchObject({
      code: 409,
    });
    await put('virtualmachineinstances/on/unpause');
    await isState('on', 'Running');
  });

  it('start, restart and stop by the strategy of each machine', async () => {
    await put('virtualmachines/off/start');
    const started = await isState('off', 'Running');
    expect(started.spec?.runStrategy).toBe('Always');
    const key = { namespace, name: 'off' };
    const before = await bed.client.get(virtualMachineInstances, key);
    await put('virtualmachines/off/restart');
    await bed.until(
      virtualMachineInstances,
      key,
      ({ metadata, status }) =>
        metadata.uid !== before?.metadata.uid && status?.phase === 'Running',
    );
    await put('virtualmachines/off/stop');
    const stopped = await isState('off', 'Stopped');
    expect(stopped.spec?.runStrategy).toBe('Halted');

    await put('virtualmachines/manual/start');
    const manual = await isState('manual', 'Running');
    expect(manual.spec?.runStrategy).toBe('Manual');
    expect(await put('virtualmachines/manual/stop')).toMatchObject({
      code: 202,
    });
    await isState('manual', 'Stopped');

    await put('virtualmachines/rerun/stop');
    const rerun = await isState('rerun', 'Stopped');
    expect(rerun.spec?.runStrategy).toBe('RerunOnFailure');
    await put('virtualmachines/rerun/start');
    await isState('rerun', 'Running');
  });

  it('obey the rights of whoever asks', async () => {
    const answer = await put('virtualmachines/on/stop', undefined, 'dave');
    expect(answer).toMatchObject({ code: 403 });
    expect(answer.body.message).toContain('globex:dave');
  });

  it('do not believe headers that come past the API server', async () => {
    const service = await bed.client.get(services, {
      namespace: 'kube-dc',
      name: 'virt-api',
    });
    const [{ port }] = service?.spec?.ports as { port: number }[];
    const answer = await send(
      new URL(`${base}/virtualmachines/on/stop`, `https://localhost:${port}`),
      {
        method: 'PUT',
        rejectUnauthorized: false,
        headers: {
          'x-remote-user': 'admin',
          'x-remote-group': 'system:masters',
        },
      },
    );
    expect(answer.code).toBe(401);
  });
});
