import { Random } from './random';
import { Place } from './request';

export type Json = Record<string, any>;

/** An object and the path of its collection. */
export interface Sample {
  path: string;
  object: Json;
}

/** Name of the objects that all requests may read, and nobody changes. */
export const TARGET = 'target';

export const configMaps = ({ namespace }: Place) =>
  `/api/v1/namespaces/${namespace}/configmaps`;
export const deployments = ({ namespace }: Place) =>
  `/apis/apps/v1/namespaces/${namespace}/deployments`;
export const gadgets = ({ namespace, group }: Place) =>
  `/apis/${group}/v1/namespaces/${namespace}/gadgets`;
export const secrets = ({ namespace }: Place) =>
  `/api/v1/namespaces/${namespace}/secrets`;

export function configMap(place: Place, name = place.name): Sample {
  return {
    path: configMaps(place),
    object: {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, labels: { app: 'fuzz' } },
      data: { key: 'value', other: 'text' },
    },
  };
}

export function deployment(place: Place, name = place.name): Sample {
  return {
    path: deployments(place),
    object: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name },
      spec: {
        replicas: 2,
        selector: { matchLabels: { app: 'a' } },
        template: {
          metadata: { labels: { app: 'a' } },
          spec: { containers: [{ name: 'c', image: 'i' }] },
        },
      },
    },
  };
}

export function gadget(place: Place, name = place.name): Sample {
  return {
    path: gadgets(place),
    object: {
      apiVersion: `${place.group}/v1`,
      kind: 'Gadget',
      metadata: { name },
      spec: { size: 'small', count: 3, free: { any: ['thing', 1, true] } },
    },
  };
}

export function secret(place: Place, name = place.name): Sample {
  return {
    path: secrets(place),
    object: {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name },
      data: { key: 'dmFsdWU=' },
    },
  };
}

const SAMPLES = [configMap, deployment, gadget, secret];

/** A good object of one of the kinds. */
export function sample(random: Random, place: Place): Sample {
  return random.pick(SAMPLES)(place);
}

/** What gadgets are. */
export function gadgetDefinition(group: string): Json {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `gadgets.${group}` },
    spec: {
      group,
      scope: 'Namespaced',
      names: {
        plural: 'gadgets',
        singular: 'gadget',
        kind: 'Gadget',
        listKind: 'GadgetList',
      },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          subresources: {
            status: {},
            scale: {
              specReplicasPath: '.spec.count',
              statusReplicasPath: '.status.count',
            },
          },
          schema: {
            openAPIV3Schema: {
              type: 'object',
              properties: {
                spec: {
                  type: 'object',
                  required: ['size'],
                  properties: {
                    size: { type: 'string', enum: ['small', 'large'] },
                    count: { type: 'integer', format: 'int32', minimum: 0 },
                    big: { type: 'integer', format: 'int64' },
                    ratio: { type: 'number', maximum: 100 },
                    flag: { type: 'boolean', default: false },
                    port: { 'x-kubernetes-int-or-string': true },
                    tags: {
                      type: 'array',
                      maxItems: 3,
                      items: { type: 'string', maxLength: 5 },
                      'x-kubernetes-list-type': 'set',
                    },
                    map: {
                      type: 'object',
                      maxProperties: 3,
                      additionalProperties: { type: 'string' },
                    },
                    free: {
                      type: 'object',
                      'x-kubernetes-preserve-unknown-fields': true,
                    },
                  },
                },
                status: {
                  type: 'object',
                  'x-kubernetes-preserve-unknown-fields': true,
                },
              },
            },
          },
        },
      ],
    },
  };
}
