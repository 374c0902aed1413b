import { randomInt } from 'node:crypto';
import { isIP } from 'node:net';
import {
  FieldError,
  notSupported,
  required,
  invalid,
} from '../errors/fieldError';
import { validateLabels } from '../registry/metadata';
import { validateLabel1035 } from '../registry/nameValidation';
import { ageColumn, nameColumn } from '../table/columns';
import { labelText, listText } from '../table/format';
import { KubeObject } from '../types';
import {
  ensureObject,
  read,
  readList,
  readString,
  setDefaults,
} from '../util/read';
import { validateServicePorts } from './servicePorts';
import { Strategy, WriteContext } from './strategy';

const TYPES = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];

function usedAddresses({ registry }: WriteContext): Set<string> {
  return new Set(
    registry.store
      .collection('/services')
      .list()
      .map(entry => readString(entry.object, 'spec', 'clusterIP')),
  );
}

/** A free address of the service network 10.96.0.0/16. */
function allocateAddress(context: WriteContext): string {
  const used = usedAddresses(context);
  let address: string;
  do {
    address = `10.96.${randomInt(0, 256)}.${randomInt(1, 255)}`;
  } while (used.has(address));
  return address;
}

function usedNodePorts({ registry }: WriteContext): Set<unknown> {
  return new Set(
    registry.store
      .collection('/services')
      .list()
      .flatMap(entry => readList(entry.object, 'spec', 'ports'))
      .map(port => port.nodePort),
  );
}

function allocate(object: KubeObject, context: WriteContext): void {
  const spec = ensureObject(object, 'spec');
  if (spec.type === 'ExternalName') {
    return;
  }
  spec.clusterIP ||= allocateAddress(context);
  spec.clusterIPs ??= [spec.clusterIP];
  setDefaults(spec, { ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' });
  if (spec.type === 'NodePort' || spec.type === 'LoadBalancer') {
    const used = usedNodePorts(context);
    for (const port of readList(spec, 'ports')) {
      while (!port.nodePort) {
        const candidate = randomInt(30_000, 32_768);
        port.nodePort = used.has(candidate) ? undefined : candidate;
      }
      used.add(port.nodePort);
    }
  }
}

function externalAddress(object: KubeObject): string {
  const type = readString(object, 'spec', 'type');
  if (type === 'ExternalName') {
    return readString(object, 'spec', 'externalName');
  }
  const external = read(object, 'spec', 'externalIPs');
  const ingress = readList(object, 'status', 'loadBalancer', 'ingress').map(
    entry => readString(entry, 'ip') || readString(entry, 'hostname'),
  );
  const all = [...ingress, ...(Array.isArray(external) ? external : [])];
  if (all.length === 0 && type === 'LoadBalancer') {
    return '<pending>';
  }
  return listText(all);
}

export const serviceStrategy: Strategy = {
  validateName: validateLabel1035,
  returnsDeletedObject: true,
  fieldSelectors: ['spec.clusterIP', 'spec.type'],
  applyDefaults(object) {
    const spec = ensureObject(object, 'spec');
    setDefaults(spec, { type: 'ClusterIP', sessionAffinity: 'None' });
    if (spec.type !== 'ExternalName') {
      setDefaults(spec, { internalTrafficPolicy: 'Cluster' });
    }
    if (spec.type === 'NodePort' || spec.type === 'LoadBalancer') {
      setDefaults(spec, { externalTrafficPolicy: 'Cluster' });
    }
    if (spec.type === 'LoadBalancer') {
      setDefaults(spec, { allocateLoadBalancerNodePorts: true });
    }
    if (spec.type === 'LoadBalancer') {
      for (const ingress of readList(
        object,
        'status',
        'loadBalancer',
        'ingress',
      )) {
        if (ingress.ip) {
          setDefaults(ingress, { ipMode: 'VIP' });
        }
      }
    }
    for (const port of readList(spec, 'ports')) {
      setDefaults(port, { protocol: 'TCP', targetPort: port.port });
    }
  },
  prepareForCreate(object, context) {
    object.status = { loadBalancer: {} };
    allocate(object, context);
  },
  prepareForUpdate(object, old, context) {
    const spec = ensureObject(object, 'spec');
    if (spec.type !== 'ExternalName') {
      const before = read(old, 'spec', 'clusterIP');
      spec.clusterIP ??= before;
      spec.clusterIPs ??= read(old, 'spec', 'clusterIPs');
    }
    allocate(object, context);
  },
  validate(object) {
    const errors: FieldError[] = [];
    const type = readString(object, 'spec', 'type');
    if (type === 'ExternalName') {
      if (!readString(object, 'spec', 'externalName')) {
        errors.push(required('spec.externalName'));
      }
    } else if (
      readList(object, 'spec', 'ports').length === 0 &&
      readString(object, 'spec', 'clusterIP') !== 'None'
    ) {
      errors.push(required('spec.ports'));
    }
    errors.push(...validateServicePorts(readList(object, 'spec', 'ports')));
    const address = readString(object, 'spec', 'clusterIP');
    if (address && address !== 'None' && !isIP(address)) {
      errors.push(
        invalid(
          'spec.clusterIPs[0]',
          address,
          'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
        ),
      );
    }
    const selector = read(object, 'spec', 'selector') as
      | Record<string, string>
      | undefined;
    errors.push(...validateLabels(selector ?? {}, 'spec.selector'));
    if (!TYPES.includes(type)) {
      errors.push(notSupported('spec.type', type, TYPES));
    }
    return errors;
  },
  columns: [
    nameColumn,
    { name: 'Type', value: o => readString(o, 'spec', 'type') },
    {
      name: 'Cluster-IP',
      value: o => readString(o, 'spec', 'clusterIP') || '<none>',
    },
    { name: 'External-IP', value: externalAddress },
    {
      name: 'Port(s)',
      value: o =>
        listText(
          readList(o, 'spec', 'ports').map(p =>
            p.nodePort
              ? `${p.port}:${p.nodePort}/${p.protocol}`
              : `${p.port}/${p.protocol}`,
          ),
        ),
    },
    ageColumn,
    {
      name: 'Selector',
      priority: 1,
      value: o => labelText(read(o, 'spec', 'selector')),
    },
  ],
};
