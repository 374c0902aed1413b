import { cdiConditions } from './conditions';
import { defineCrd } from './definition';
import {
  Schema,
  array,
  boolean,
  int32,
  map,
  object,
  oneOf,
  string,
  atomic,
  resourceRequirements,
  rules,
} from './schema';

const selector = () =>
  atomic(
    object({
      matchExpressions: array(
        object({
          'key!': string(),
          'operator!': string(),
          values: array(string()),
        }),
      ),
      matchLabels: map(string()),
    }),
  );

/** What of a claim can be said, whether all of it or only what CDI shall not choose. */
const claim = (more: Record<string, Schema> = {}) =>
  object({
    ...more,
    accessModes: array(string()),
    dataSource: atomic(
      object({ apiGroup: string(), 'kind!': string(), 'name!': string() }),
    ),
    dataSourceRef: object({
      apiGroup: string(),
      'kind!': string(),
      'name!': string(),
      namespace: string(),
    }),
    resources: resourceRequirements(),
    selector: selector(),
    storageClassName: string(),
    volumeMode: string(),
    volumeName: string(),
  });

const namespaced = () => object({ 'name!': string(), 'namespace!': string() });

const source = object({
  blank: object({}),
  gcs: object({ secretRef: string(), 'url!': string() }),
  http: object({
    certConfigMap: string(),
    checksum: string(),
    extraHeaders: array(string()),
    insecureSkipVerify: boolean(),
    secretExtraHeaders: array(string()),
    secretRef: string(),
    'url!': string(),
  }),
  imageio: object({
    certConfigMap: string(),
    'diskId!': string(),
    insecureSkipVerify: boolean(),
    secretRef: string(),
    'url!': string(),
  }),
  pvc: namespaced(),
  registry: object({
    certConfigMap: string(),
    imageStream: string(),
    platform: object({ architecture: string() }),
    pullMethod: string(),
    secretRef: string(),
    url: string(),
  }),
  s3: object({
    certConfigMap: string(),
    secretRef: string(),
    'url!': string(),
  }),
  snapshot: namespaced(),
  upload: object({}),
  vddk: object({
    backingFile: string(),
    certConfigMap: string(),
    extraArgs: string(),
    initImageURL: string(),
    secretRef: string(),
    thumbprint: string(),
    url: string(),
    uuid: string(),
  }),
});

export const dataVolumeCrd = defineCrd({
  group: 'cdi.kubevirt.io',
  version: 'v1beta1',
  kind: 'DataVolume',
  plural: 'datavolumes',
  shortNames: ['dv', 'dvs'],
  categories: ['all'],
  description: 'A volume together with what is to be put into it.',
  specRequired: true,
  columns: [
    ['Phase', '.status.phase'],
    ['Progress', '.status.progress'],
    ['Restarts', '.status.restartCount', 'integer'],
    ['Age', '.metadata.creationTimestamp', 'date'],
  ],
  spec: object(
    {
      checkpoints: array(
        object({ 'current!': string(), 'previous!': string() }),
      ),
      contentType: oneOf('kubevirt', 'archive'),
      finalCheckpoint: boolean(),
      preallocation: boolean(),
      priorityClassName: string(),
      pvc: claim({ volumeAttributesClassName: string() }),
      serviceAccountName: string(),
      source,
      sourceRef: object({
        'kind!': string(),
        'name!': string(),
        namespace: string(),
      }),
      storage: claim(),
    },
    rules([
      'has(self.pvc) != has(self.storage)',
      'either pvc or storage must be set, and not both',
    ]),
  ),
  status: object({
    claimName: string(),
    conditions: cdiConditions(),
    phase: string(),
    progress: string(),
    restartCount: int32(),
  }),
});
