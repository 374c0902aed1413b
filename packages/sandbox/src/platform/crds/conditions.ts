import { Schema, array, int64, object, oneOf, string, time } from './schema';

const standard = object({
  'type!': string({
    maxLength: 316,
    pattern:
      '^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$',
  }),
  'status!': oneOf('True', 'False', 'Unknown'),
  'reason!': string({
    minLength: 1,
    maxLength: 1024,
    pattern: '^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$',
  }),
  'message!': string({ maxLength: 32768 }),
  'lastTransitionTime!': time(),
  observedGeneration: int64({ minimum: 0 }),
});

const plain = {
  'type!': string(),
  'status!': string(),
  reason: string(),
  message: string(),
};

/** Conditions as Kubernetes' own API conventions have them, in a plain list. */
export const conditions = (): Schema => array(standard);

/** Conditions as Kubernetes' own API conventions have them, keyed by type. */
export const conditionMap = (): Schema =>
  array(standard, {
    'x-kubernetes-list-type': 'map',
    'x-kubernetes-list-map-keys': ['type'],
  });

/** KubeVirt's conditions. */
export const kubevirtConditions = (): Schema =>
  array(
    object({
      ...plain,
      lastProbeTime: { ...time(), nullable: true },
      lastTransitionTime: { ...time(), nullable: true },
    }),
  );

/** Conditions of the Containerized Data Importer. */
export const cdiConditions = (): Schema =>
  array(
    object({
      ...plain,
      lastHeartbeatTime: time(),
      lastTransitionTime: time(),
    }),
  );
