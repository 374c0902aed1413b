import { Quantity } from '../../util/quantity';
import { ResourceList } from '../../util/resourceList';

/** What a container, pod or claim asks for. */
export interface Asked {
  requests: ResourceList;
  limits: ResourceList;
}

/** Why what is asked for is too little, if it is. */
export function minimum(
  type: string,
  name: string,
  least: Quantity,
  { requests, limits }: Asked,
): string | undefined {
  const rule = `minimum ${name} usage per ${type} is ${least}`;
  const request = requests.get(name);
  const limit = limits.get(name);
  if (!request) {
    return `${rule}.  No request is specified`;
  }
  if (request.compare(least) < 0) {
    return `${rule}, but request is ${request}`;
  }
  return limit && limit.compare(least) < 0
    ? `${rule}, but limit is ${limit}`
    : undefined;
}

/** Why what is asked for is too much, if it is. */
export function maximum(
  type: string,
  name: string,
  most: Quantity,
  { requests, limits }: Asked,
): string | undefined {
  const rule = `maximum ${name} usage per ${type} is ${most}`;
  const request = requests.get(name);
  const limit = limits.get(name);
  if (!limit) {
    return `${rule}.  No limit is specified`;
  }
  if (limit.compare(most) > 0) {
    return `${rule}, but limit is ${limit}`;
  }
  return request && request.compare(most) > 0
    ? `${rule}, but request is ${request}`
    : undefined;
}

/** Why a request is too much, if it is, where there are no limits. */
export function maximumRequest(
  type: string,
  name: string,
  most: Quantity,
  { requests }: Asked,
): string | undefined {
  const rule = `maximum ${name} usage per ${type} is ${most}`;
  const request = requests.get(name);
  if (!request) {
    return `${rule}.  No request is specified`;
  }
  return request.compare(most) > 0
    ? `${rule}, but request is ${request}`
    : undefined;
}

/** Why limit and request are too far apart, if they are. */
export function ratio(
  type: string,
  name: string,
  most: Quantity,
  { requests, limits }: Asked,
): string | undefined {
  const rule = `${name} max limit to request ratio per ${type} is ${most}`;
  const request = requests.get(name);
  const limit = limits.get(name);
  if (!request || request.isZero) {
    return `${rule}, but no request is specified or request is 0`;
  }
  if (!limit || limit.isZero) {
    return `${rule}, but no limit is specified or limit is 0`;
  }
  const observed = limit.toNumber() / request.toNumber();
  return observed > most.toNumber()
    ? `${rule}, but provided ratio is ${observed.toFixed(6)}`
    : undefined;
}
