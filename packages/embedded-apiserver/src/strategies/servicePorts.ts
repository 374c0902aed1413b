import {
  duplicate,
  FieldError,
  forbiddenField,
  invalid,
  notSupported,
  required,
} from '../errors/fieldError';
import { validateLabel } from '../registry/nameValidation';
import { JsonObject } from '../types';
import { GoStruct } from '../util/goQuote';

const PROTOCOLS = ['SCTP', 'TCP', 'UDP'];
const RANGE = 'must be between 1 and 65535, inclusive';

function isPort(value: unknown): boolean {
  return typeof value === 'number' && value >= 1 && value <= 65535;
}

/** What is wrong with the name of a port of a container. */
export function validatePortName(name: string): string[] {
  const problems: string[] = [];
  if (name.length > 15) {
    problems.push('must be no more than 15 characters');
  }
  if (!/^[-a-z0-9]*$/.test(name)) {
    problems.push(
      'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)',
    );
  }
  if (!/[a-z]/.test(name)) {
    problems.push('must contain at least one letter (a-z)');
  }
  if (name.includes('--')) {
    problems.push('must not contain consecutive hyphens');
  }
  if (/^-|-$/.test(name)) {
    problems.push('must not begin or end with a hyphen');
  }
  return problems;
}

/** A port with the names its fields have in Go, as it is found again. */
function internalPort({ protocol, port }: JsonObject): GoStruct {
  return new GoStruct({
    Name: '',
    Protocol: protocol,
    AppProtocol: null,
    Port: port,
    TargetPort: 0,
    NodePort: 0,
  });
}

function validatePort(
  port: JsonObject,
  path: string,
  isOnly: boolean,
): FieldError[] {
  const errors: FieldError[] = [];
  const { name, targetPort } = port;
  if (!name && !isOnly) {
    errors.push(required(`${path}.name`));
  } else if (typeof name === 'string' && name) {
    for (const problem of validateLabel(name)) {
      errors.push(invalid(`${path}.name`, name, problem));
    }
  }
  if (!isPort(port.port)) {
    errors.push(invalid(`${path}.port`, port.port, RANGE));
  }
  if (!PROTOCOLS.includes(String(port.protocol))) {
    errors.push(notSupported(`${path}.protocol`, port.protocol, PROTOCOLS));
  }
  if (typeof targetPort === 'number' && !isPort(targetPort)) {
    errors.push(invalid(`${path}.targetPort`, targetPort, RANGE));
  } else if (typeof targetPort === 'string') {
    for (const problem of validatePortName(targetPort)) {
      errors.push(invalid(`${path}.targetPort`, targetPort, problem));
    }
  }
  return errors;
}

/** Checks the ports of a service of some type. */
export function validateServicePorts(
  ports: JsonObject[],
  type: string,
): FieldError[] {
  const errors: FieldError[] = [];
  const names = new Set<unknown>();
  const seen = new Set<string>();
  ports.forEach((port, i) => {
    const path = `spec.ports[${i}]`;
    errors.push(...validatePort(port, path, ports.length === 1));
    if (port.name && names.has(port.name)) {
      errors.push(duplicate(`${path}.name`, port.name));
    }
    names.add(port.name);
    if (port.nodePort && (type === 'ClusterIP' || type === 'ExternalName')) {
      const text = `may not be used when \`type\` is '${type}'`;
      errors.push(forbiddenField(`${path}.nodePort`, text));
    }
  });
  ports.forEach((port, i) => {
    const key = `${port.protocol}/${port.port}`;
    if (seen.has(key)) {
      errors.push(duplicate(`spec.ports[${i}]`, internalPort(port)));
    }
    seen.add(key);
  });
  return errors;
}
