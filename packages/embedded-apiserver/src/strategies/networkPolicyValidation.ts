import { isIP } from 'node:net';
import {
  FieldError,
  forbiddenField,
  invalid,
  notSupported,
  required,
} from '../errors/fieldError';
import { JsonObject, KubeObject } from '../types';
import { read, readList, readString } from '../util/read';
import { validatePortName } from './servicePorts';

const TYPES = ['Ingress', 'Egress'];
const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];
const NOT_CIDR =
  'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)';

function isCidr(text: string): boolean {
  const [address, bits, ...rest] = text.split('/');
  const most = isIP(address) === 4 ? 32 : 128;
  return (
    isIP(address) > 0 &&
    rest.length === 0 &&
    /^\d+$/.test(bits ?? '') &&
    Number(bits) <= most
  );
}

function validatePort(port: JsonObject, path: string): FieldError[] {
  const errors: FieldError[] = [];
  if (!PROTOCOLS.includes(String(port.protocol))) {
    errors.push(notSupported(`${path}.protocol`, port.protocol, PROTOCOLS));
  }
  if (typeof port.port === 'number' && (port.port < 1 || port.port > 65_535)) {
    const text = 'must be between 1 and 65535, inclusive';
    errors.push(invalid(`${path}.port`, port.port, text));
  } else if (typeof port.port === 'string') {
    for (const problem of validatePortName(port.port)) {
      errors.push(invalid(`${path}.port`, port.port, problem));
    }
  }
  return errors;
}

function validatePeer(peer: JsonObject, path: string): FieldError[] {
  const { ipBlock, podSelector, namespaceSelector } = peer;
  const errors: FieldError[] = [];
  if (ipBlock !== undefined) {
    const cidr = readString(ipBlock, 'cidr');
    if (!cidr) {
      errors.push(required(`${path}.ipBlock.cidr`));
    } else if (!isCidr(cidr)) {
      errors.push(invalid(`${path}.ipBlock.cidr`, cidr, NOT_CIDR));
    } else {
      const except = read(ipBlock, 'except');
      (Array.isArray(except) ? except : []).forEach((other, i) => {
        if (!isCidr(String(other))) {
          const at = `${path}.ipBlock.except[${i}]`;
          errors.push(invalid(at, other, NOT_CIDR));
        }
      });
    }
  }
  const hasSelector =
    podSelector !== undefined || namespaceSelector !== undefined;
  if (ipBlock === undefined && !hasSelector) {
    errors.push(required(path, 'must specify a peer'));
  } else if (ipBlock !== undefined && hasSelector) {
    const text = 'may not specify both ipBlock and another peer';
    errors.push(forbiddenField(path, text));
  }
  return errors;
}

/** Checks what a NetworkPolicy lets in and out. */
export function validateNetworkPolicy(object: KubeObject): FieldError[] {
  const errors: FieldError[] = [];
  for (const [direction, peers] of [
    ['ingress', 'from'],
    ['egress', 'to'],
  ]) {
    readList(object, 'spec', direction).forEach((rule, i) => {
      const at = `spec.${direction}[${i}]`;
      readList(rule, 'ports').forEach((port, j) => {
        errors.push(...validatePort(port, `${at}.ports[${j}]`));
      });
      readList(rule, peers).forEach((peer, j) => {
        errors.push(...validatePeer(peer, `${at}.${peers}[${j}]`));
      });
    });
  }
  const types = read(object, 'spec', 'policyTypes');
  (Array.isArray(types) ? types : []).forEach((type, i) => {
    if (!TYPES.includes(type)) {
      errors.push(notSupported(`spec.policyTypes[${i}]`, type, TYPES));
    }
  });
  return errors;
}
