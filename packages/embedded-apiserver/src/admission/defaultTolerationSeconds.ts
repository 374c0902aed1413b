import { JsonObject } from '../types';
import { ensureObject, readList } from '../util/read';
import { AdmissionPlugin, AdmissionRequest } from './admissionPlugin';

const TAINTS = [
  'node.kubernetes.io/not-ready',
  'node.kubernetes.io/unreachable',
];
const SECONDS = 300;

function tolerates(toleration: JsonObject, taint: string): boolean {
  return (
    (!toleration.key || toleration.key === taint) &&
    (!toleration.effect || toleration.effect === 'NoExecute')
  );
}

/** Lets pods stay for some minutes on a node that is away. */
export class DefaultTolerationSeconds implements AdmissionPlugin {
  readonly name = 'DefaultTolerationSeconds';

  admit({ operation, resource, subresource, object }: AdmissionRequest): void {
    if (
      resource.storageKey !== '/pods' ||
      operation === 'DELETE' ||
      subresource ||
      !object
    ) {
      return;
    }
    const spec = ensureObject(object, 'spec');
    const given = readList(spec, 'tolerations');
    const missing = TAINTS.filter(
      taint => !given.some(toleration => tolerates(toleration, taint)),
    );
    if (missing.length > 0) {
      spec.tolerations = [
        ...given,
        ...missing.map(key => ({
          key,
          operator: 'Exists',
          effect: 'NoExecute',
          tolerationSeconds: SECONDS,
        })),
      ];
    }
  }
}
