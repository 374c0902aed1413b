import { isObject, JsonObject } from '../types';
import { readList, readObject, readString, setDefaults } from '../util/read';
import { pullPolicy } from './imagePullPolicy';

/** Sources whose files have modes: all may read them, the owner may write. */
const FILES = ['secret', 'configMap', 'downwardAPI', 'projected'];
const FILE_MODE = 0o644;
const TOKEN_SECONDS = 3600;

/** Fills in a reference to a field of the pod or of a container. */
export function applyFieldRefDefaults(source: JsonObject): void {
  if (isObject(source.fieldRef)) {
    setDefaults(source.fieldRef, { apiVersion: 'v1' });
  }
  if (isObject(source.resourceFieldRef)) {
    setDefaults(source.resourceFieldRef, { divisor: '0' });
  }
}

/** Fills in what a claim for storage, or its template, may leave out. */
export function applyClaimDefaults(spec: JsonObject): void {
  setDefaults(spec, { volumeMode: 'Filesystem' });
}

const DEFAULTS: Record<string, (source: JsonObject) => void> = {
  hostPath: source => setDefaults(source, { type: '' }),
  azureDisk: source => setDefaults(source, { readOnly: false }),
  image: source =>
    setDefaults(source, {
      pullPolicy: pullPolicy(readString(source, 'reference')),
    }),
  downwardAPI: source =>
    readList(source, 'items').forEach(applyFieldRefDefaults),
  ephemeral: source => {
    const spec = readObject(source, 'volumeClaimTemplate').spec;
    if (isObject(spec)) {
      applyClaimDefaults(spec);
    }
  },
  projected: source => {
    for (const part of readList(source, 'sources')) {
      readList(part, 'downwardAPI', 'items').forEach(applyFieldRefDefaults);
      if (isObject(part.serviceAccountToken)) {
        setDefaults(part.serviceAccountToken, {
          expirationSeconds: TOKEN_SECONDS,
        });
      }
    }
  },
};

/** Fills in what a volume of a pod may leave out. */
export function applyVolumeDefaults(volume: JsonObject): void {
  for (const [name, source] of Object.entries(volume)) {
    if (isObject(source)) {
      if (FILES.includes(name)) {
        setDefaults(source, { defaultMode: FILE_MODE });
      }
      if (Object.hasOwn(DEFAULTS, name)) {
        DEFAULTS[name](source);
      }
    }
  }
  if (Object.keys(volume).length === 1) {
    volume.emptyDir = {};
  }
}
