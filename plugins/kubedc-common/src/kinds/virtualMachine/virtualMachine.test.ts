import type { KubernetesObject } from '../../kubernetes';
import { relatedTo } from '../../__testUtils__/related';
import { instance, vm } from '../../__testUtils__/virtualMachine';
import { dataVolumeNamesOf, virtualMachineKind, type VirtualMachine } from '.';

describe('facts of a virtual machine', () => {
  it('come from its spec, its instance and its public address', () => {
    const running = instance({
      nodeName: 'node-2',
      guestOSInfo: { prettyName: 'Ubuntu 24.04.1 LTS' },
      interfaces: [
        { name: 'vlan', ipAddress: '192.168.0.9' },
        { name: 'vpc_net_0', ipAddress: '10.1.0.12' },
      ],
      phaseTransitionTimestamps: [
        { phase: 'Running', phaseTransitionTimestamp: '2026-11-21T10:00:00Z' },
      ],
    });
    const fip = {
      apiVersion: 'kube-dc.com/v1',
      kind: 'FIp',
      metadata: { name: 'web', namespace: 'acme-prod' },
      spec: { vmTarget: { vmName: 'web-1' } },
      status: { externalIP: '203.0.113.7' },
    } as KubernetesObject;
    expect(virtualMachineKind.summarize(vm(), relatedTo(running, fip))).toEqual(
      {
        cpu: 2,
        memory: 4 * 2 ** 30,
        os: 'Ubuntu 24.04.1 LTS',
        node: 'node-2',
        runningSince: '2026-11-21T10:00:00Z',
        privateAddress: '10.1.0.12',
        publicAddress: '203.0.113.7',
        user: null,
      },
    );
  });

  it('are unknown, not zero, where nothing is told', () => {
    const facts = virtualMachineKind.summarize(
      vm(undefined, { spec: {} }),
      relatedTo(),
    );
    expect(Object.keys(facts).sort()).toEqual(
      virtualMachineKind.facts.map(fact => fact.id).sort(),
    );
    expect(Object.values(facts).every(value => value === null)).toBe(true);
  });

  it('count sockets and threads, and read requests in odd forms', () => {
    const sized = (domain: object) =>
      virtualMachineKind.summarize(
        vm(undefined, { spec: { template: { spec: { domain } } } }),
        relatedTo(),
      );
    expect(sized({ cpu: { cores: 2, sockets: 2, threads: 2 } }).cpu).toBe(8);
    expect(
      sized({ resources: { requests: { cpu: '500m', memory: '1e9' } } }),
    ).toMatchObject({ cpu: 0.5, memory: 1e9 });
  });
});

describe('what a virtual machine is found by', () => {
  it('are the addresses of all its networks and all external ones, in a stable order', () => {
    const networks = ['vlan', 'vpc_net_0', 'storage'].map(name => ({
      name,
      multus: { networkName: name, default: name === 'vpc_net_0' },
    }));
    const machine = vm(undefined, {
      spec: { template: { spec: { networks } } },
    });
    const interfaces = [
      { name: 'storage', ipAddress: '172.20.0.4' },
      // Of the guest's own container runtime.
      { ipAddress: '172.17.0.1', ipAddresses: ['172.17.0.1'] },
      {
        name: 'vlan',
        ipAddress: '192.168.0.9',
        ipAddresses: ['192.168.0.9', '2001:db8::9', 'fe80::1', '169.254.0.3'],
      },
      { name: 'vpc_net_0', ipAddress: '10.1.0.12' },
    ];
    const fips = ['203.0.113.9', '203.0.113.7'].map(
      (externalIP, index) =>
        ({
          apiVersion: 'kube-dc.com/v1',
          kind: 'FIp',
          metadata: { name: `web-${index}`, namespace: 'acme-prod' },
          spec: { vmTarget: { vmName: 'web-1' } },
          status: { externalIP },
        } as KubernetesObject),
    );
    const inOrder = (...objects: KubernetesObject[]) =>
      virtualMachineKind.keywords!(machine, relatedTo(...objects)).addresses;
    const expected = [
      '10.1.0.12',
      '192.168.0.9',
      '2001:db8::9',
      '172.20.0.4',
      '203.0.113.7',
      '203.0.113.9',
    ];
    expect(inOrder(instance({ interfaces }), ...fips)).toEqual(expected);
    expect(
      inOrder(
        instance({ interfaces: [...interfaces].reverse() }),
        ...[...fips].reverse(),
      ),
    ).toEqual(expected);
  });
});

describe('operations of a virtual machine', () => {
  const offered = (id: string, object: VirtualMachine) =>
    virtualMachineKind.operations.find(operation => operation.id === id)!
      .availability!(object, 'ok');

  it('suggest starting a stopped one and nothing else', () => {
    const stopped = vm({ printableStatus: 'Stopped' });
    expect(offered('vm:start', stopped)).toEqual({
      available: true,
      suggested: true,
    });
    expect(offered('vm:stop', stopped).available).toBe(false);
    expect(offered('vm:restart', stopped).available).toBe(false);
  });

  it.each(['CrashLoopBackOff', 'ErrorUnschedulable', 'Provisioning'])(
    'let one in state %s be stopped, but not started or restarted',
    printableStatus => {
      const object = vm({ printableStatus });
      expect(offered('vm:stop', object).available).toBe(true);
      expect(offered('vm:start', object).available).toBe(false);
      expect(offered('vm:restart', object).available).toBe(false);
    },
  );

  it('offer nothing while it is shutting down or not known yet', () => {
    for (const object of [vm(), vm({ printableStatus: 'Stopping' })]) {
      for (const id of ['vm:start', 'vm:stop', 'vm:restart']) {
        expect(offered(id, object).available).toBe(false);
      }
    }
  });

  it('suggest restarting where a restart is needed', () => {
    const object = vm({
      printableStatus: 'Running',
      conditions: [{ type: 'RestartRequired', status: 'True' }],
    });
    expect(offered('vm:restart', object)).toEqual({
      available: true,
      suggested: true,
    });
    expect(offered('vm:start', object).available).toBe(false);
  });

  it('name the disks that stay when it is deleted', () => {
    const deletion = virtualMachineKind.operations.find(
      ({ id }) => id === 'vm:delete',
    )!;
    expect(dataVolumeNamesOf(vm())).toEqual(['web-1-root']);
    expect(deletion.consequences!(vm()).join(' ')).toContain('web-1-root');
  });
});
