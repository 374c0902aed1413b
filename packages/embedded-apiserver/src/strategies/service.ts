import { isIP } from 'node:net';
import {
  FieldError,
  notSupported,
  required,
  invalid,
} from '../errors/fieldError';
import { validateLabels } from '../registry/metadata';
import {
  validateLabel1035,
  validateSubdomain,
} from '../registry/nameValidation';
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
import { dropByType } from './serviceType';
import {
  allocate,
  checkAddresses,
  validateAddressUpdate,
} from './serviceAddresses';
import { Strategy } from './strategy';

/** How long a client is sent to the same pod: three hours. */
const AFFINITY_SECONDS = 10_800;
const AFFINITIES = ['ClientIP', 'None'];
const NO_ADDRESS =
  'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)';
const TYPES = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];

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

function validateAffinity(object: KubeObject): FieldError[] {
  const affinity = readString(object, 'spec', 'sessionAffinity');
  if (!AFFINITIES.includes(affinity)) {
    return [notSupported('spec.sessionAffinity', affinity, AFFINITIES)];
  }
  const seconds = read(
    object,
    'spec',
    'sessionAffinityConfig',
    'clientIP',
    'timeoutSeconds',
  );
  return typeof seconds === 'number' && (seconds <= 0 || seconds > 86_400)
    ? [
        invalid(
          'spec.sessionAffinityConfig.clientIP.timeoutSeconds',
          seconds,
          'must be greater than 0 and less than 86400',
        ),
      ]
    : [];
}

export const serviceStrategy: Strategy = {
  validateName: validateLabel1035,
  returnsDeletedObject: true,
  fieldSelectors: ['spec.clusterIP', 'spec.type'],
  applyDefaults(object) {
    const spec = ensureObject(object, 'spec');
    setDefaults(spec, { type: 'ClusterIP', sessionAffinity: 'None' });
    if (spec.sessionAffinity === 'None') {
      delete spec.sessionAffinityConfig;
    } else if (spec.sessionAffinity === 'ClientIP') {
      const clientIP = ensureObject(
        ensureObject(spec, 'sessionAffinityConfig'),
        'clientIP',
      );
      clientIP.timeoutSeconds ??= AFFINITY_SECONDS;
    }
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
    dropByType(object, old);
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
      const name = readString(object, 'spec', 'externalName');
      if (!name) {
        errors.push(required('spec.externalName'));
      } else {
        for (const problem of validateSubdomain(name.replace(/\.$/, ''))) {
          errors.push(invalid('spec.externalName', name, problem));
        }
      }
    } else if (
      readList(object, 'spec', 'ports').length === 0 &&
      readString(object, 'spec', 'clusterIP') !== 'None'
    ) {
      errors.push(required('spec.ports'));
    }
    errors.push(
      ...validateServicePorts(readList(object, 'spec', 'ports'), type),
      ...validateAffinity(object),
    );
    const address = readString(object, 'spec', 'clusterIP');
    if (address === 'None' && ['NodePort', 'LoadBalancer'].includes(type)) {
      errors.push(
        invalid(
          'spec.clusterIPs[0]',
          address,
          `may not be set to 'None' for ${type} services`,
        ),
      );
    }
    if (address && address !== 'None' && !isIP(address)) {
      errors.push(invalid('spec.clusterIPs[0]', address, NO_ADDRESS));
    }
    const selector = read(object, 'spec', 'selector') as
      | Record<string, string>
      | undefined;
    errors.push(...validateLabels(selector ?? {}, 'spec.selector'));
    readList(object, 'status', 'loadBalancer', 'ingress').forEach(
      ({ ip }, i) => {
        if (ip && !isIP(String(ip))) {
          errors.push(
            invalid(`status.loadBalancer.ingress[${i}].ip`, ip, NO_ADDRESS),
          );
        }
      },
    );
    if (!TYPES.includes(type)) {
      errors.push(notSupported('spec.type', type, TYPES));
    }
    return errors;
  },
  validateUpdate: validateAddressUpdate,
  admit: checkAddresses,
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
