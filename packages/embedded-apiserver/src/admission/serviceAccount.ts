import { forbidden } from '../errors/statusError';
import { generateName } from '../registry/metadata';
import { Store } from '../storage/store';
import { isObject, JsonObject, KubeObject } from '../types';
import { goQuote } from '../util/goQuote';
import { ensureObject, read, readList, readString } from '../util/read';
import { AdmissionPlugin, AdmissionRequest } from './admissionPlugin';

const MOUNT_PATH = '/var/run/secrets/kubernetes.io/serviceaccount';
const VOLUME_PREFIX = 'kube-api-access-';
const TOKEN_SECONDS = 3607;

/** The volume with a token, the server's authority and the namespace. */
function accessVolume(name: string): JsonObject {
  return {
    name,
    projected: {
      defaultMode: 0o644,
      sources: [
        {
          serviceAccountToken: {
            expirationSeconds: TOKEN_SECONDS,
            path: 'token',
          },
        },
        {
          configMap: {
            items: [{ key: 'ca.crt', path: 'ca.crt' }],
            name: 'kube-root-ca.crt',
          },
        },
        {
          downwardAPI: {
            items: [
              {
                fieldRef: {
                  apiVersion: 'v1',
                  fieldPath: 'metadata.namespace',
                },
                path: 'namespace',
              },
            ],
          },
        },
      ],
    },
  };
}

function mountToken(spec: JsonObject): void {
  const volumes = readList(spec, 'volumes');
  const known = volumes.find(volume =>
    readString(volume, 'name').startsWith(VOLUME_PREFIX),
  );
  const name = known ? readString(known, 'name') : generateName(VOLUME_PREFIX);
  let isNeeded = false;
  for (const container of [
    ...readList(spec, 'containers'),
    ...readList(spec, 'initContainers'),
  ]) {
    const mounts = readList(container, 'volumeMounts');
    if (!mounts.some(mount => mount.mountPath === MOUNT_PATH)) {
      isNeeded = true;
      container.volumeMounts = [
        ...mounts,
        { mountPath: MOUNT_PATH, name, readOnly: true },
      ];
    }
  }
  if (isNeeded && !known) {
    spec.volumes = [...volumes, accessVolume(name)];
  }
}

/** Lets pods run as a service account, and gives them its token. */
export class ServiceAccount implements AdmissionPlugin {
  readonly name = 'ServiceAccount';

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
    spec.serviceAccountName =
      readString(spec, 'serviceAccountName') || 'default';
    spec.serviceAccount = spec.serviceAccountName;
    const account = this.account(object, String(spec.serviceAccountName));
    const wantsToken =
      spec.automountServiceAccountToken ?? account.automountServiceAccountToken;
    if (wantsToken !== false) {
      mountToken(spec);
    }
    const secrets = read(account, 'imagePullSecrets');
    if (readList(spec, 'imagePullSecrets').length === 0 && secrets) {
      spec.imagePullSecrets = readList(account, 'imagePullSecrets')
        .filter(isObject)
        .map(secret => ({ ...secret }));
    }
  }

  private account(pod: KubeObject, name: string): KubeObject {
    const { namespace } = pod.metadata;
    const found = this.store
      .collection('/serviceaccounts')
      .get(`${namespace}/${name}`);
    if (!found) {
      throw forbidden(
        { group: '', resource: 'pods' },
        pod.metadata.name,
        `error looking up service account ${namespace}/${name}: serviceaccount ${goQuote(
          name,
        )} not found`,
      );
    }
    return found.object;
  }
}
