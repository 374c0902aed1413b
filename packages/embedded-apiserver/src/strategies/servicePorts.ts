import {
  FieldError,
  invalid,
  invalidPrinted,
  notSupported,
  required,
} from '../errors/fieldError';
import { JsonObject } from '../types';

const PROTOCOLS = ['SCTP', 'TCP', 'UDP'];
const RANGE = 'must be between 1 and 65535, inclusive';

function isPort(value: unknown): boolean {
  return typeof value === 'number' && value >= 1 && value <= 65535;
}

/** A port as the real server names one that is there twice. */
function duplicate(path: string, port: JsonObject): FieldError {
  const printed = JSON.stringify({
    Name: '',
    Protocol: port.protocol,
    AppProtocol: null,
    Port: port.port,
    TargetPort: 0,
    NodePort: 0,
  });
  const { field, body } = invalidPrinted(path, printed, '');
  return {
    type: 'FieldValueDuplicate',
    field,
    body: body.replace(/^Invalid/, 'Duplicate').replace(/: $/, ''),
  };
}

/** Checks the ports of a service. */
export function validateServicePorts(ports: JsonObject[]): FieldError[] {
  const errors: FieldError[] = [];
  const seen = new Set<string>();
  ports.forEach((port, i) => {
    const path = `spec.ports[${i}]`;
    if (ports.length > 1 && !port.name) {
      errors.push(required(`${path}.name`));
    }
    if (!isPort(port.port)) {
      errors.push(invalid(`${path}.port`, port.port, RANGE));
    }
    if (!PROTOCOLS.includes(String(port.protocol))) {
      errors.push(notSupported(`${path}.protocol`, port.protocol, PROTOCOLS));
    }
    if (typeof port.targetPort === 'number' && !isPort(port.targetPort)) {
      errors.push(invalid(`${path}.targetPort`, port.targetPort, RANGE));
    }
  });
  ports.forEach((port, i) => {
    const key = `${port.protocol}/${port.port}`;
    if (seen.has(key)) {
      errors.push(duplicate(`spec.ports[${i}]`, port));
    }
    seen.add(key);
  });
  return errors;
}
