import { isIP } from 'node:net';
import {
  FieldError,
  invalid,
  notSupported,
  required,
} from '../errors/fieldError';
import {
  validateLabel1035,
  validateSubdomain,
} from '../registry/nameValidation';
import { JsonObject, KubeObject } from '../types';
import { read, readList, readObject, readString } from '../util/read';
import { validatePortName } from './servicePorts';

const PATH_TYPES = ['Exact', 'ImplementationSpecific', 'Prefix'];
const NOT_IN_PATH = ['//', '/./', '/../', '%2f', '%2F'];
const NOT_AT_END = ['/..', '/.'];

function validateBackend(backend: JsonObject, path: string): FieldError[] {
  const { service, resource } = backend;
  if (service === undefined && resource === undefined) {
    return [invalid(path, '', 'resource or service backend is required')];
  }
  if (service !== undefined && resource !== undefined) {
    return [invalid(path, '', 'cannot set both resource and service backends')];
  }
  if (service === undefined) {
    return [];
  }
  const errors: FieldError[] = [];
  const name = readString(service, 'name');
  if (!name) {
    errors.push(required(`${path}.service.name`));
  }
  for (const problem of name ? validateLabel1035(name) : []) {
    errors.push(invalid(`${path}.service.name`, name, problem));
  }
  const port = readObject(service, 'port');
  if (port.name && port.number) {
    errors.push(invalid(path, '', 'cannot set both port name & port number'));
  } else if (typeof port.name === 'string' && port.name) {
    for (const problem of validatePortName(port.name)) {
      errors.push(invalid(`${path}.service.port.name`, port.name, problem));
    }
  } else if (!port.number) {
    errors.push(required(path, 'port name or number is required'));
  } else if (Number(port.number) < 1 || Number(port.number) > 65_535) {
    errors.push(
      invalid(
        `${path}.service.port.number`,
        port.number,
        'must be between 1 and 65535, inclusive',
      ),
    );
  }
  return errors;
}

function validatePath(entry: JsonObject, at: string): FieldError[] {
  const errors: FieldError[] = [];
  const { pathType } = entry;
  const path = readString(entry, 'path');
  if (!pathType) {
    errors.push(required(`${at}.pathType`, 'pathType must be specified'));
  } else if (!PATH_TYPES.includes(String(pathType))) {
    errors.push(notSupported(`${at}.pathType`, pathType, PATH_TYPES));
  } else if (pathType !== 'ImplementationSpecific' || path) {
    if (!path.startsWith('/')) {
      errors.push(invalid(`${at}.path`, path, 'must be an absolute path'));
    } else if (pathType !== 'ImplementationSpecific') {
      for (const part of NOT_IN_PATH.filter(text => path.includes(text))) {
        const text = `must not contain '${part}'`;
        errors.push(invalid(`${at}.path`, path, text));
      }
      for (const end of NOT_AT_END.filter(text => path.endsWith(text))) {
        const text = `cannot end with '${end}'`;
        errors.push(invalid(`${at}.path`, path, text));
      }
    }
  }
  return [
    ...errors,
    ...validateBackend(readObject(entry, 'backend'), `${at}.backend`),
  ];
}

function validateHost(host: string, path: string): FieldError[] {
  if (isIP(host)) {
    return [invalid(path, host, 'must be a DNS name, not an IP address')];
  }
  const name = host.startsWith('*.') ? host.slice(2) : host;
  return validateSubdomain(name).map(problem => invalid(path, host, problem));
}

/** Checks the rules of an Ingress and where they lead. */
export function validateIngress(object: KubeObject): FieldError[] {
  const backend = read(object, 'spec', 'defaultBackend');
  const rules = readList(object, 'spec', 'rules');
  const errors: FieldError[] = [];
  if (rules.length === 0 && backend === undefined) {
    errors.push(
      invalid(
        'spec',
        null,
        'either `defaultBackend` or `rules` must be specified',
      ),
    );
  }
  if (backend !== undefined) {
    errors.push(
      ...validateBackend(
        readObject(object, 'spec', 'defaultBackend'),
        'spec.defaultBackend',
      ),
    );
  }
  rules.forEach((rule, i) => {
    const at = `spec.rules[${i}]`;
    const host = readString(rule, 'host');
    if (host) {
      errors.push(...validateHost(host, `${at}.host`));
    }
    if (rule.http !== undefined) {
      const paths = readList(rule, 'http', 'paths');
      if (paths.length === 0) {
        errors.push(required(`${at}.http.paths`));
      }
      paths.forEach((entry, j) => {
        errors.push(...validatePath(entry, `${at}.http.paths[${j}]`));
      });
    }
  });
  readList(object, 'spec', 'tls').forEach((entry, i) => {
    const hosts = Array.isArray(entry.hosts) ? entry.hosts : [];
    hosts.forEach((host, j) => {
      errors.push(...validateHost(String(host), `spec.tls[${i}].hosts[${j}]`));
    });
  });
  return errors;
}
