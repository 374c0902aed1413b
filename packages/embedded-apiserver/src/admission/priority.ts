import { forbidden } from '../errors/statusError';
import { Store } from '../storage/store';
import { KubeObject } from '../types';
import { ensureObject, readNumber, readString } from '../util/read';
import { AdmissionPlugin, AdmissionRequest } from './admissionPlugin';

const CLASSES = 'scheduling.k8s.io/priorityclasses';
const PODS = { group: '', resource: 'pods' };

/** Gives pods the priority of their class. */
export class Priority implements AdmissionPlugin {
  readonly name = 'Priority';

  constructor(private readonly store: Store) {}

  admit({ operation, resource, subresource, object }: AdmissionRequest): void {
    if (
      resource.storageKey !== '/pods' ||
      operation !== 'CREATE' ||
      subresource ||
      !object
    ) {
      return;
    }
    const spec = ensureObject(object, 'spec');
    const { name } = object.metadata;
    const wanted = readString(spec, 'priorityClassName');
    const found = wanted
      ? this.store.collection(CLASSES).get(wanted)?.object
      : this.default();
    if (wanted && !found) {
      throw forbidden(
        PODS,
        name,
        `no PriorityClass with name ${wanted} was found`,
      );
    }
    const priority = readNumber(found, 'value');
    if (spec.priority !== undefined && spec.priority !== priority) {
      throw forbidden(
        PODS,
        name,
        `the integer value of priority (${spec.priority}) must not be provided in pod spec; priority admission controller computed ${priority} from the given PriorityClass name`,
      );
    }
    if (found) {
      spec.priorityClassName = found.metadata.name;
    }
    spec.priority = priority;
    const policy =
      readString(found, 'preemptionPolicy') || 'PreemptLowerPriority';
    if (spec.preemptionPolicy && spec.preemptionPolicy !== policy) {
      throw forbidden(
        PODS,
        name,
        `the string value of PreemptionPolicy (${spec.preemptionPolicy}) must not be provided in pod spec; priority admission controller computed ${policy} from the given PriorityClass name`,
      );
    }
    spec.preemptionPolicy = policy;
  }

  private default(): KubeObject | undefined {
    return this.store
      .collection(CLASSES)
      .list()
      .map(entry => entry.object)
      .filter(object => object.globalDefault === true)
      .sort((a, b) => readNumber(a, 'value') - readNumber(b, 'value'))[0];
  }
}
