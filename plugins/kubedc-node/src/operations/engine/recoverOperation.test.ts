import {
  DISKS,
  foreign,
  MACHINES,
  operationOptions,
  pairRunner,
} from './__testUtils__/pairOperation';
import { connectionLost } from './__testUtils__/ScriptedTransport';
import { prepareOperation } from './executeOperation';
import { recoverOperation, targetsOf } from './recoverOperation';

async function cutOff() {
  const setup = operationOptions();
  const prepared = await prepareOperation(
    pairRunner,
    { name: 'web-1' },
    setup.options,
  );
  return {
    ...setup,
    prepared,
    targets: targetsOf(prepared.requests),
    recovery: setup.options,
  };
}

describe('recoverOperation', () => {
  it('finds a run complete whose objects are all there', async () => {
    const { prepared, targets, recovery } = await cutOff();
    await prepared.send();

    await expect(recoverOperation(targets, recovery)).resolves.toMatchObject({
      state: 'complete',
      made: [{ kind: 'Disk' }, { kind: 'Machine' }],
    });
  });

  it('takes back what an unfinished run has made', async () => {
    const { api, prepared, targets, recovery } = await cutOff();
    await prepared.send();
    api.objects.delete(`${MACHINES}/web-1`);

    await expect(recoverOperation(targets, recovery)).resolves.toEqual({
      state: 'incomplete',
      removed: 1,
    });
    expect(api.objects.size).toBe(0);
  });

  it("leaves another's object of the same name alone", async () => {
    const { api, targets, recovery } = await cutOff();
    const other = foreign('Disk', 'web-1');
    api.objects.set(`${DISKS}/web-1`, other);

    await expect(recoverOperation(targets, recovery)).resolves.toEqual({
      state: 'incomplete',
      removed: 0,
    });
    expect([...api.objects.values()]).toEqual([other]);
  });

  it('leaves the question open while the platform does not answer', async () => {
    const { api, prepared, targets, recovery } = await cutOff();
    await prepared.send();
    api.failNext(({ method }) => method === 'GET', connectionLost('before'));

    await expect(recoverOperation(targets, recovery)).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
    expect(api.objects.size).toBe(2);
  });

  it('takes a run that makes nothing as sent', async () => {
    const { recovery } = await cutOff();

    await expect(recoverOperation([], recovery)).resolves.toEqual({
      state: 'complete',
      made: [],
    });
  });
});
