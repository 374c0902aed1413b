import {
  virtualMachineDelete,
  virtualMachineStop,
  type KubernetesObject,
} from '@kubedc/backstage-plugin-kubedc-common';
import { contextOf, object } from '../__testUtils__/context';
import { deleteVirtualMachine } from './delete';
import {
  restartVirtualMachine,
  startVirtualMachine,
  stopVirtualMachine,
} from './power';

const target = { namespace: 'acme-production', name: 'web-01' };
const startedAt = new Date('2026-11-21T12:00:00.400Z');
const run = { startedAt, created: [] };

function vm(status: string, ready = 'True', name = target.name) {
  return {
    ...object('kubevirt.io/v1', 'VirtualMachine', target.namespace, name),
    spec: {
      template: {
        spec: {
          volumes: [
            { dataVolume: { name: 'web-01-root' } },
            { dataVolume: { name: 'web-01-data' } },
            { dataVolume: { name: 'gone' } },
          ],
        },
      },
    },
    status: {
      printableStatus: status,
      conditions: [{ type: 'Ready', status: ready }],
    },
  } as KubernetesObject;
}

const disk = (name: string) =>
  object('cdi.kubevirt.io/v1beta1', 'DataVolume', target.namespace, name);

const instance = (creationTimestamp: string): KubernetesObject => {
  const found = object(
    'kubevirt.io/v1',
    'VirtualMachineInstance',
    target.namespace,
    target.name,
  );
  return { ...found, metadata: { ...found.metadata, creationTimestamp } };
};

describe('plans of power operations', () => {
  const context = contextOf([vm('Running')]);
  const shared = {
    method: 'PUT',
    type: {
      group: 'subresources.kubevirt.io',
      version: 'v1',
      resource: 'virtualmachines',
      namespaced: true,
    },
    ...target,
    // KubeVirt executes when the dry run is only in the query.
    dryRun: 'body',
  };

  it('call KubeVirt’s subresources', async () => {
    expect(await startVirtualMachine.plan(target, context)).toEqual([
      {
        ...shared,
        subresource: 'start',
        description: 'Start virtual machine web-01',
      },
    ]);
    expect(
      await stopVirtualMachine.plan(
        virtualMachineStop.input.parse(target),
        context,
      ),
    ).toEqual([
      {
        ...shared,
        subresource: 'stop',
        description: 'Stop virtual machine web-01',
      },
    ]);
  });

  it('force in the words of each call', async () => {
    const [stop] = await stopVirtualMachine.plan(
      { ...target, force: true },
      context,
    );
    const [restart] = await restartVirtualMachine.plan(
      { ...target, force: true },
      context,
    );
    expect(stop.body).toEqual({ gracePeriod: 0 });
    expect(restart.body).toEqual({ gracePeriodSeconds: 0 });
  });

  it('know whether there is such a machine', async () => {
    await expect(
      startVirtualMachine.plan({ ...target, name: 'x' }, context),
    ).rejects.toMatchObject({
      name: 'NotFoundError',
      message: 'virtualmachines.kubevirt.io "x" not found',
    });
  });
});

describe('settlement of power operations', () => {
  it('start ends when it runs and answers', async () => {
    const settle = (...objects: KubernetesObject[]) =>
      startVirtualMachine.settled(target, contextOf(objects), run);
    await expect(settle(vm('Stopped'))).resolves.toEqual({
      state: 'pending',
      message: 'Starting',
    });
    await expect(settle(vm('Starting'))).resolves.toEqual({
      state: 'pending',
      message: 'Starting',
    });
    await expect(settle(vm('Running', 'False'))).resolves.toMatchObject({
      state: 'pending',
      message: 'Waiting for the guest agent to answer',
    });
    await expect(settle(vm('ErrorUnschedulable'))).resolves.toMatchObject({
      state: 'failed',
    });
    await expect(settle(vm('Running'))).resolves.toMatchObject({
      state: 'done',
      output: {
        ...target,
        entityRef: 'resource:acme-production/vm.web-01',
        installation: 'sandbox',
      },
    });
  });

  it('stop ends when it is stopped', async () => {
    const settle = (...objects: KubernetesObject[]) =>
      stopVirtualMachine.settled(
        { ...target, force: false },
        contextOf(objects),
        run,
      );
    await expect(settle(vm('Running'))).resolves.toEqual({
      state: 'pending',
      message: 'Shutting down',
    });
    await expect(settle(vm('Stopping'))).resolves.toEqual({
      state: 'pending',
      message: 'Shutting down',
    });
    await expect(settle(vm('Stopped'))).resolves.toMatchObject({
      state: 'done',
    });
  });

  it('stop of a machine that crashes does not fail for its crashing', async () => {
    await expect(
      stopVirtualMachine.settled(
        { ...target, force: false },
        contextOf([vm('CrashLoopBackOff')]),
        run,
      ),
    ).resolves.toMatchObject({ state: 'pending' });
  });

  it('restart ends when a younger instance is up, not while the old one still runs', async () => {
    const settle = (...objects: KubernetesObject[]) =>
      restartVirtualMachine.settled(
        { ...target, force: false },
        contextOf(objects),
        run,
      );
    await expect(
      settle(vm('Running'), instance('2026-11-21T11:00:00Z')),
    ).resolves.toMatchObject({ state: 'pending' });
    await expect(settle(vm('Running'))).resolves.toMatchObject({
      state: 'pending',
    });
    await expect(
      settle(vm('Running'), instance('2026-11-21T12:00:00Z')),
    ).resolves.toMatchObject({ state: 'done' });
  });
});

describe('vm:delete', () => {
  const input = (extra = {}) =>
    virtualMachineDelete.input.parse({ ...target, ...extra });

  it('keeps the disks unless told otherwise', async () => {
    const context = contextOf([
      vm('Running'),
      disk('web-01-root'),
      disk('web-01-data'),
    ]);
    const plan = await deleteVirtualMachine.plan(input(), context);
    expect(
      plan.map(({ method, type, name, query, dryRun }) => [
        method,
        type.resource,
        name,
        query,
        dryRun,
      ]),
    ).toEqual([
      [
        'DELETE',
        'virtualmachines',
        'web-01',
        { propagationPolicy: 'Background' },
        'query',
      ],
    ]);
  });

  it('deletes the disks that exist when told to', async () => {
    const context = contextOf([
      vm('Running'),
      disk('web-01-root'),
      disk('web-01-data'),
      disk('unrelated'),
    ]);
    const plan = await deleteVirtualMachine.plan(
      input({ deleteDisks: true }),
      context,
    );
    expect(plan.map(({ type, name }) => [type.resource, name])).toEqual([
      ['virtualmachines', 'web-01'],
      ['datavolumes', 'web-01-root'],
      ['datavolumes', 'web-01-data'],
    ]);
  });

  it('does not take a disk from another machine', async () => {
    const context = contextOf([
      vm('Running'),
      vm('Stopped', 'False', 'web-02'),
      disk('web-01-root'),
    ]);
    await expect(
      deleteVirtualMachine.plan(input({ deleteDisks: true }), context),
    ).rejects.toMatchObject({
      field: 'deleteDisks',
      message: expect.stringContaining('web-02'),
    });
  });

  it('ends when it is gone', async () => {
    const settle = (...objects: KubernetesObject[]) =>
      deleteVirtualMachine.settled(input(), contextOf(objects), run);
    const leaving = vm('Terminating');
    leaving.metadata.creationTimestamp = '2026-11-20T12:00:00Z';
    leaving.metadata.deletionTimestamp = '2026-11-21T12:00:00Z';
    leaving.metadata.finalizers = [
      'kubevirt.io/virtualMachineControllerFinalize',
    ];
    await expect(settle(leaving)).resolves.toEqual({
      state: 'pending',
      message: 'The platform is cleaning up',
    });
    await expect(settle()).resolves.toMatchObject({ state: 'done' });
    const another = vm('Starting');
    another.metadata.creationTimestamp = '2026-11-21T12:05:00Z';
    await expect(settle(another)).resolves.toMatchObject({ state: 'done' });
  });
});
