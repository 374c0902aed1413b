import { forbidden } from '../../errors/statusError';
import { Store } from '../../storage/store';
import { JsonObject, KubeObject } from '../../types';
import { Quantity } from '../../util/quantity';
import { readList, readString } from '../../util/read';
import { readResources } from '../../util/resourceList';
import { AdmissionPlugin, AdmissionRequest } from '../admissionPlugin';
import { podResources } from '../podResources';
import { Asked, maximum, maximumRequest, minimum, ratio } from './constraints';
import { applyContainerDefaults } from './defaults';

type Constraint = (
  type: string,
  name: string,
  amount: Quantity,
  asked: Asked,
) => string | undefined;

const CONSTRAINTS: Record<string, Constraint> = {
  min: minimum,
  max: maximum,
  maxLimitRequestRatio: ratio,
};
const CLAIM_CONSTRAINTS = { min: minimum, max: maximumRequest };

function violations(
  item: JsonObject,
  asked: Asked,
  constraints: Record<string, Constraint>,
): string[] {
  return Object.entries(constraints).flatMap(([field, constraint]) =>
    [...readResources(item, field)].flatMap(
      ([name, amount]) =>
        constraint(readString(item, 'type'), name, amount, asked) ?? [],
    ),
  );
}

function askedBy(container: JsonObject): Asked {
  return {
    requests: readResources(container, 'resources', 'requests'),
    limits: readResources(container, 'resources', 'limits'),
  };
}

function podViolations(item: JsonObject, pod: KubeObject): string[] {
  switch (item.type) {
    case 'Container':
      return [
        ...readList(pod, 'spec', 'containers'),
        ...readList(pod, 'spec', 'initContainers'),
      ].flatMap(container => violations(item, askedBy(container), CONSTRAINTS));
    case 'Pod':
      return violations(
        item,
        {
          requests: podResources(pod, 'requests'),
          limits: podResources(pod, 'limits'),
        },
        CONSTRAINTS,
      );
    default:
      return [];
  }
}

function claimViolations(item: JsonObject, claim: KubeObject): string[] {
  return item.type === 'PersistentVolumeClaim'
    ? violations(
        item,
        {
          requests: readResources(claim, 'spec', 'resources', 'requests'),
          limits: new Map(),
        },
        CLAIM_CONSTRAINTS,
      )
    : [];
}

/** Holds pods and claims to the limit ranges of their namespace. */
export class LimitRanger implements AdmissionPlugin {
  readonly name = 'LimitRanger';

  constructor(private readonly store: Store) {}

  admit(request: AdmissionRequest): void {
    const { resource, object } = request;
    if (object && resource.storageKey === '/pods') {
      for (const range of this.ranges(request)) {
        applyContainerDefaults(range, object);
      }
    }
  }

  validate(request: AdmissionRequest): void {
    const { resource, object, name } = request;
    if (!object) {
      return;
    }
    const check =
      resource.storageKey === '/pods' ? podViolations : claimViolations;
    for (const range of this.ranges(request)) {
      const found = readList(range, 'spec', 'limits').flatMap(item =>
        check(item, object),
      );
      const unique = [...new Set(found)];
      if (unique.length > 0) {
        throw forbidden(
          resource,
          name,
          unique.length === 1 ? unique[0] : `[${unique.join(', ')}]`,
        );
      }
    }
  }

  private ranges(request: AdmissionRequest): KubeObject[] {
    const { operation, resource, subresource, namespace, oldObject } = request;
    const isPod = resource.storageKey === '/pods';
    const isSupported =
      !subresource &&
      operation !== 'DELETE' &&
      ((isPod && operation === 'CREATE') ||
        resource.storageKey === '/persistentvolumeclaims') &&
      !oldObject?.metadata.deletionTimestamp;
    return isSupported
      ? this.store
          .collection('/limitranges')
          .list(`${namespace}/`)
          .map(entry => entry.object)
      : [];
  }
}
