import { JsonObject } from '../types';

/** A CustomResourceDefinition that uses what structural schemas can do. */
export const WIDGETS = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: {
      plural: 'widgets',
      singular: 'widget',
      kind: 'Widget',
      shortNames: ['wg'],
    },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        subresources: {
          status: {},
          scale: {
            specReplicasPath: '.spec.replicas',
            statusReplicasPath: '.status.replicas',
          },
        },
        additionalPrinterColumns: [
          { name: 'Size', type: 'string', jsonPath: '.spec.size' },
          {
            name: 'Ready',
            type: 'string',
            jsonPath: '.status.conditions[?(@.type=="Ready")].status',
          },
          {
            name: 'Age',
            type: 'date',
            jsonPath: '.metadata.creationTimestamp',
          },
        ],
        schema: {
          openAPIV3Schema: {
            type: 'object',
            description: 'A widget.',
            required: ['spec'],
            properties: {
              spec: {
                type: 'object',
                required: ['size'],
                properties: {
                  size: { type: 'string', enum: ['small', 'large'] },
                  name: {
                    type: 'string',
                    minLength: 2,
                    maxLength: 5,
                    pattern: '^[a-z]+$',
                  },
                  replicas: {
                    type: 'integer',
                    minimum: 0,
                    maximum: 9,
                    default: 1,
                  },
                  port: { 'x-kubernetes-int-or-string': true },
                  since: { type: 'string', format: 'date-time' },
                  free: {
                    type: 'object',
                    'x-kubernetes-preserve-unknown-fields': true,
                  },
                  note: { type: 'string', nullable: true },
                  settings: {
                    type: 'object',
                    default: {},
                    properties: { color: { type: 'string', default: 'red' } },
                  },
                  tags: {
                    type: 'array',
                    maxItems: 3,
                    'x-kubernetes-list-type': 'set',
                    items: { type: 'string' },
                  },
                  ports: {
                    type: 'array',
                    'x-kubernetes-list-type': 'map',
                    'x-kubernetes-list-map-keys': ['name'],
                    items: {
                      type: 'object',
                      required: ['name'],
                      properties: {
                        name: { type: 'string' },
                        number: { type: 'integer' },
                      },
                    },
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

export const WIDGETS_PATH = '/apis/example.com/v1/namespaces/default/widgets';

export function widget(
  name: string,
  spec: JsonObject = { size: 'small' },
  metadata: JsonObject = {},
) {
  return {
    apiVersion: 'example.com/v1',
    kind: 'Widget',
    metadata: { name, ...metadata },
    spec,
  };
}

export function configMap(name: string, metadata: JsonObject = {}) {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, ...metadata },
    data: { a: 'b' },
  };
}

export const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps';
