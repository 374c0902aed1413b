import { randomInt } from 'node:crypto';
import { isIP } from 'node:net';
import { FieldError, invalid } from '../errors/fieldError';
import { invalidObject } from '../errors/statusError';
import { KubeObject } from '../types';
import { ensureObject, read, readList, readString } from '../util/read';
import { WriteContext } from './strategy';

const NETWORK = '10.96.0.0/16';
const IN_NETWORK = /^10\.96\.\d+\.\d+$/;

function usedAddresses({ registry }: WriteContext): Set<string> {
  return new Set(
    registry.store
      .collection('/services')
      .list()
      .map(entry => readString(entry.object, 'spec', 'clusterIP')),
  );
}

function usedNodePorts({ registry }: WriteContext): Set<unknown> {
  return new Set(
    registry.store
      .collection('/services')
      .list()
      .flatMap(({ object }) => [
        ...readList(object, 'spec', 'ports').map(port => port.nodePort),
        read(object, 'spec', 'healthCheckNodePort'),
      ]),
  );
}

function freeNodePort(used: Set<unknown>): number {
  let port: number;
  do {
    port = randomInt(30_000, 32_768);
  } while (used.has(port));
  return port;
}

/** A free address of the service network. */
function allocateAddress(context: WriteContext): string {
  const used = usedAddresses(context);
  let address: string;
  do {
    address = `10.96.${randomInt(0, 256)}.${randomInt(1, 255)}`;
  } while (used.has(address));
  return address;
}

/** The families of a service in a cluster that has one. */
function families(spec: Record<string, unknown>): string[] {
  // What has neither address nor endpoints may be of any family.
  const isFree = spec.clusterIP === 'None' && !spec.selector;
  return isFree && spec.ipFamilyPolicy !== 'SingleStack'
    ? ['IPv4', 'IPv6']
    : ['IPv4'];
}

/** Gives a service the addresses and ports that it does not name itself. */
export function allocate(object: KubeObject, context: WriteContext): void {
  const spec = ensureObject(object, 'spec');
  if (spec.type === 'ExternalName') {
    return;
  }
  if (!spec.clusterIP) {
    const [first] = Array.isArray(spec.clusterIPs) ? spec.clusterIPs : [];
    spec.clusterIP = first ?? allocateAddress(context);
  }
  spec.clusterIPs ??= [spec.clusterIP];
  spec.ipFamilies ??= families(spec);
  spec.ipFamilyPolicy ??=
    readFamilies(spec).length > 1 ? 'RequireDualStack' : 'SingleStack';
  const used = usedNodePorts(context);
  if (
    spec.type === 'NodePort' ||
    (spec.type === 'LoadBalancer' &&
      spec.allocateLoadBalancerNodePorts !== false)
  ) {
    for (const port of readList(spec, 'ports')) {
      port.nodePort ||= freeNodePort(used);
      used.add(port.nodePort);
    }
  }
  if (spec.type === 'LoadBalancer' && spec.externalTrafficPolicy === 'Local') {
    spec.healthCheckNodePort ||= freeNodePort(used);
  } else {
    delete spec.healthCheckNodePort;
  }
}

function readFamilies(spec: unknown): string[] {
  const found = read(spec, 'ipFamilies');
  return Array.isArray(found) ? found : [];
}

/** Checks that a service asks for no more than IPv4. */
function validateFamilies(object: KubeObject): FieldError[] {
  const spec = object.spec;
  const isFree = read(spec, 'clusterIP') === 'None' && !read(spec, 'selector');
  if (isFree) {
    return [];
  }
  const policy = readString(spec, 'ipFamilyPolicy');
  if (policy === 'RequireDualStack') {
    return [
      invalid(
        'spec.ipFamilyPolicy',
        policy,
        'this cluster is not configured for dual-stack services',
      ),
    ];
  }
  return readFamilies(spec).flatMap((family, i) =>
    family === 'IPv4'
      ? []
      : [
          invalid(
            `spec.ipFamilies[${i}]`,
            family,
            'not configured on this cluster',
          ),
        ],
  );
}

const NODE_RANGE =
  'provided port is not in the valid range. The range of valid ports is 30000-32767';

function validateNodePorts(object: KubeObject): FieldError[] {
  return readList(object, 'spec', 'ports').flatMap(({ nodePort }, i) => {
    const port = Number(nodePort ?? 0);
    return port && (port < 30_000 || port > 32_767)
      ? [invalid(`spec.ports[${i}].nodePort`, port, NODE_RANGE)]
      : [];
  });
}

function validateAddress(
  object: KubeObject,
  old: KubeObject | undefined,
  context: WriteContext,
): FieldError[] {
  const address = readString(object, 'spec', 'clusterIP');
  if (!isIP(address) || address === readString(old, 'spec', 'clusterIP')) {
    return [];
  }
  const refuse = (why: string) => [
    invalid(
      'spec.clusterIPs',
      read(object, 'spec', 'clusterIPs'),
      `failed to allocate IP ${address}: ${why}`,
    ),
  ];
  if (!IN_NETWORK.test(address)) {
    return refuse(
      `the provided IP (${address}) is not in the valid range. The range of valid IPs is ${NETWORK}`,
    );
  }
  return usedAddresses(context).has(address)
    ? refuse('provided IP is already allocated')
    : [];
}

/**
 * Refuses addresses that a service cannot have.
 *
 * @throws {@link StatusError} 422
 */
export function checkAddresses(
  object: KubeObject,
  old: KubeObject | undefined,
  context: WriteContext,
): void {
  if (readString(object, 'spec', 'type') === 'ExternalName') {
    return;
  }
  const wrong = [
    ...validateFamilies(object),
    // Ports are not handed out when it is only tried.
    ...(context.dryRun ? [] : validateNodePorts(object)),
  ];
  const errors = wrong.length ? wrong : validateAddress(object, old, context);
  if (errors.length > 0) {
    throw invalidObject(
      { group: '', kind: 'Service' },
      object.metadata.name,
      errors,
    );
  }
}

/** Checks that a service keeps the address it has. */
export function validateAddressUpdate(
  object: KubeObject,
  old: KubeObject,
): FieldError[] {
  const before = readString(old, 'spec', 'clusterIP');
  const hadAddress = readString(old, 'spec', 'type') !== 'ExternalName';
  const hasAddress = readString(object, 'spec', 'type') !== 'ExternalName';
  return hadAddress &&
    hasAddress &&
    before &&
    before !== readString(object, 'spec', 'clusterIP')
    ? [
        invalid(
          'spec.clusterIPs[0]',
          read(object, 'spec', 'clusterIPs'),
          'may not change once set',
        ),
      ]
    : [];
}
