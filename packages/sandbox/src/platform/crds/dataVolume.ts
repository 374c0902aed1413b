import { defineCrd } from './definition';
import {
  array,
  boolean,
  conditions,
  int32,
  map,
  object,
  open,
  quantity,
  rules,
  string,
} from './schema';

const claim = () =>
  open({
    accessModes: array(string()),
    dataSource: open(),
    dataSourceRef: open(),
    resources: object({
      limits: map(quantity()),
      requests: map(quantity()),
    }),
    selector: open(),
    storageClassName: string(),
    volumeMode: string(),
    volumeName: string(),
  });

const namespaced = () => object({ 'name!': string(), 'namespace!': string() });

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
      checkpoints: array(open()),
      contentType: string(),
      finalCheckpoint: boolean(),
      preallocation: boolean(),
      priorityClassName: string(),
      pvc: claim(),
      serviceAccountName: string(),
      source: object({
        blank: open(),
        gcs: open(),
        http: open({
          'url!': string(),
          certConfigMap: string(),
          secretRef: string(),
        }),
        imageio: open(),
        pvc: namespaced(),
        registry: open({
          url: string(),
          imageStream: string(),
          pullMethod: string(),
          secretRef: string(),
        }),
        s3: open(),
        snapshot: namespaced(),
        upload: open(),
        vddk: open(),
      }),
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
  status: open({
    claimName: string(),
    conditions: conditions(),
    phase: string(),
    progress: string(),
    restartCount: int32(),
  }),
});
